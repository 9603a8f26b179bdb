// Other shapes of the same data, parts of it, and joining.
#include "shim.h"

#include <ATen/TensorIndexing.h>

namespace
{
// The managed side hands over room for the results.

int take_all(std::vector<Tensor> &&tensors, Tensor **results, int64_t room)
{
    TORCH_CHECK(static_cast<int64_t>(tensors.size()) <= room, "expected at most ", room, " tensors, got ", tensors.size());
    int64_t count = 0;
    for (auto &tensor : tensors)
        results[count++] = ts_wrap(std::move(tensor));
    return static_cast<int>(count);
}
} // namespace

#define SIZES IntArrayRef(sizes, rank)
#define SHAPED(name)                                                                                                   \
    TS_API Tensor *ts_##name(const Tensor *self, const int64_t *sizes, int64_t rank)                                   \
    {                                                                                                                  \
        return ts_make([&] { return self->name(SIZES); });                                                             \
    }
SHAPED(view)
SHAPED(reshape)
SHAPED(expand)
SHAPED(repeat)
SHAPED(permute)
SHAPED(flip)

TS_API Tensor *ts_flatten(const Tensor *self, int64_t start, int64_t end)
{
    return ts_make([&] { return self->flatten(start, end); });
}

TS_API Tensor *ts_squeeze(const Tensor *self)
{
    return ts_make([&] { return self->squeeze(); });
}

TS_API Tensor *ts_squeeze_dim(const Tensor *self, int64_t dim)
{
    return ts_make([&] { return self->squeeze(dim); });
}

TS_API Tensor *ts_unsqueeze(const Tensor *self, int64_t dim)
{
    return ts_make([&] { return self->unsqueeze(dim); });
}

TS_API Tensor *ts_transpose(const Tensor *self, int64_t dim0, int64_t dim1)
{
    return ts_make([&] { return self->transpose(dim0, dim1); });
}

TS_API Tensor *ts_narrow(const Tensor *self, int64_t dim, int64_t start, int64_t length)
{
    return ts_make([&] { return self->narrow(dim, start, length); });
}

TS_API Tensor *ts_slice(const Tensor *self, int64_t dim, int64_t start, int64_t finish, int64_t step)
{
    return ts_make([&] { return self->slice(dim, start, finish, step); });
}

TS_API Tensor *ts_select(const Tensor *self, int64_t dim, int64_t index)
{
    return ts_make([&] { return self->select(dim, index); });
}

TS_API Tensor *ts_index_select(const Tensor *self, int64_t dim, const Tensor *index)
{
    return ts_make([&] { return self->index_select(dim, *index); });
}

TS_API Tensor *ts_gather(const Tensor *self, int64_t dim, const Tensor *index)
{
    return ts_make([&] { return self->gather(dim, *index); });
}

TS_API int ts_scatter_(Tensor *self, int64_t dim, const Tensor *index, const Tensor *source)
{
    return ts_guard([&] { self->scatter_(dim, *index, *source); });
}

TS_API Tensor *ts_masked_select(const Tensor *self, const Tensor *mask)
{
    return ts_make([&] { return self->masked_select(*mask); });
}

TS_API Tensor *ts_masked_fill(const Tensor *self, const Tensor *mask, TsScalar value)
{
    return ts_make([&] { return self->masked_fill(*mask, ts_scalar(value)); });
}

TS_API int ts_masked_fill_(Tensor *self, const Tensor *mask, TsScalar value)
{
    return ts_guard([&] { self->masked_fill_(*mask, ts_scalar(value)); });
}

TS_API Tensor *ts_nonzero(const Tensor *self)
{
    return ts_make([&] { return self->nonzero(); });
}

TS_API Tensor *ts_where(const Tensor *condition, const Tensor *x, const Tensor *y)
{
    return ts_make([&] { return at::where(*condition, *x, *y); });
}

TS_API Tensor *ts_cat(Tensor *const *tensors, int64_t count, int64_t dim)
{
    return ts_make([&] { return at::cat(ts_list(tensors, count), dim); });
}

TS_API Tensor *ts_stack(Tensor *const *tensors, int64_t count, int64_t dim)
{
    return ts_make([&] { return at::stack(ts_list(tensors, count), dim); });
}

TS_API int ts_chunk(const Tensor *self, int64_t chunks, int64_t dim, Tensor **results, int *count)
{
    return ts_guard([&] { *count = take_all(self->chunk(chunks, dim), results, chunks); });
}

TS_API int ts_split_sizes(const Tensor *self, const int64_t *sizes, int64_t rank, int64_t dim, Tensor **results)
{
    return ts_guard([&] { take_all(self->split_with_sizes(SIZES, dim), results, rank); });
}

TS_API int ts_unbind(const Tensor *self, int64_t dim, Tensor **results, int64_t room)
{
    return ts_guard([&] { take_all(self->unbind(dim), results, room); });
}

// Indexing. The layout is shared with NativeIndex.cs.
enum TsIndexKind : int64_t
{
    kNone = 0,
    kEllipsis = 1,
    kSingle = 2,
    kFlag = 3,
    kSlice = 4,
    kIndices = 5
};

struct TsIndex
{
    int64_t kind;
    int64_t start;
    int64_t stop;
    int64_t step;
    const Tensor *tensor;
};

namespace
{
constexpr int64_t kOpen = INT64_MIN; // an end of a slice that was not given

Optional<int64_t> bound(int64_t value)
{
    return value == kOpen ? Optional<int64_t>() : Optional<int64_t>(value);
}

std::vector<at::indexing::TensorIndex> indices_of(const TsIndex *indices, int64_t count)
{
    std::vector<at::indexing::TensorIndex> list;
    for (int64_t i = 0; i < count; i++)
    {
        const auto &index = indices[i];
        switch (index.kind)
        {
        case kNone:
            list.emplace_back(at::indexing::None);
            break;
        case kEllipsis:
            list.emplace_back(at::indexing::Ellipsis);
            break;
        case kSingle:
            list.emplace_back(index.start);
            break;
        case kFlag:
            list.emplace_back(index.start != 0);
            break;
        case kSlice:
            list.emplace_back(at::indexing::Slice(bound(index.start), bound(index.stop), bound(index.step)));
            break;
        default:
            list.emplace_back(*index.tensor);
            break;
        }
    }
    return list;
}
} // namespace

TS_API Tensor *ts_index(const Tensor *self, const TsIndex *indices, int64_t count)
{
    return ts_make([&] { return self->index(indices_of(indices, count)); });
}

TS_API Tensor *ts_at(const Tensor *self, const int64_t *sizes, int64_t rank)
{
    return ts_make([&] {
        auto result = *self;
        for (const auto position : SIZES)
            result = result.select(0, position);
        return result;
    });
}

TS_API int ts_index_put_(Tensor *self, const TsIndex *indices, int64_t count, const Tensor *value)
{
    return ts_guard([&] { self->index_put_(indices_of(indices, count), *value); });
}

TS_API int ts_index_put_scalar_(Tensor *self, const TsIndex *indices, int64_t count, TsScalar value)
{
    return ts_guard([&] { self->index_put_(indices_of(indices, count), ts_scalar(value)); });
}

TS_API int ts_index_accumulate_(Tensor *self, Tensor *const *indices, int64_t count, const Tensor *value)
{
    return ts_guard([&] {
        c10::List<Optional<Tensor>> list;
        for (int64_t i = 0; i < count; i++)
            list.push_back(ts_optional(indices[i]));
        self->index_put_(list, *value, true);
    });
}
