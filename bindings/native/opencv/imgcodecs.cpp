// Images in files and in memory.
#include "shim.h"

#include <memory>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

namespace
{
std::vector<int> parameters(const int *values, int count)
{
    return count > 0 ? std::vector<int>(values, values + count) : std::vector<int>();
}
} // namespace

CVS_API int cvs_imread(const char *path, int flags, cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(cv::imread(path, flags)); });
}

CVS_API int cvs_imwrite(const char *path, const cv::Mat *image, const int *values, int count, int *out)
{
    return cvs_guard([&] { *out = cv::imwrite(path, *image, parameters(values, count)); });
}

// The bytes are only read: the header over them is not const because cv::Mat has no const form.
CVS_API int cvs_imdecode(unsigned char *bytes, int length, int flags, cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(cv::imdecode(cv::Mat(1, length, CV_8UC1, bytes), flags)); });
}

// The caller copies the bytes out of the vector and then deletes it.
CVS_API int cvs_imencode(const char *ext, const CvsInput *image, const int *values, int count, int *ok,
                         std::vector<unsigned char> **out, const unsigned char **data, int64_t *length)
{
    return cvs_guard([&] {
        auto bytes = std::make_unique<std::vector<unsigned char>>();
        *ok = cv::imencode(ext, In(image), *bytes, parameters(values, count));
        *data = bytes->data();
        *length = static_cast<int64_t>(bytes->size());
        *out = bytes.release();
    });
}

CVS_API void cvs_bytes_delete(std::vector<unsigned char> *bytes)
{
    delete bytes;
}
