// cv::Mat: life, header, and the members that work on pixels.
#include "shim.h"

In::In(const CvsInput *input) : scalar_(), number_(0), array_()
{
    switch (input->kind)
    {
    case kMat:
        array_ = cv::_InputArray(*input->mat);
        break;
    case kScalar:
        scalar_ = cvs_scalar(input->value);
        array_ = cv::_InputArray(scalar_);
        break;
    case kNumber:
        // One number is for all channels; a Scalar of one number is for the first.
        number_ = input->value[0];
        array_ = cv::_InputArray(number_);
        break;
    default:
        break;
    }
}

// The layout is shared with MatHeader.cs.
struct CvsMatHeader
{
    unsigned char *data;
    int64_t step;
    int64_t total;
    int dims;
    int rows;
    int cols;
    int type;
    int elem_size;
    int elem_size1;
    int continuous;
    int submatrix;
    int empty;
};

CVS_API void cvs_mat_header(const cv::Mat *m, CvsMatHeader *h)
{
    h->data = m->data;
    h->step = static_cast<int64_t>(m->dims > 0 ? m->step[0] : 0);
    h->total = static_cast<int64_t>(m->total());
    h->dims = m->dims;
    h->rows = m->rows;
    h->cols = m->cols;
    h->type = m->type();
    h->elem_size = static_cast<int>(m->elemSize());
    h->elem_size1 = static_cast<int>(m->elemSize1());
    h->continuous = m->isContinuous();
    h->submatrix = m->isSubmatrix();
    h->empty = m->empty();
}

CVS_API int cvs_mat_new(cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(); });
}

CVS_API int cvs_mat_new_sized(int rows, int cols, int type, cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(rows, cols, type); });
}

CVS_API int cvs_mat_new_filled(int rows, int cols, int type, const double *value, cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(rows, cols, type, cvs_scalar(value)); });
}

CVS_API int cvs_mat_new_over(int rows, int cols, int type, void *data, int64_t step, cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(rows, cols, type, data, static_cast<size_t>(step)); });
}

CVS_API int cvs_mat_new_roi(const cv::Mat *m, int x, int y, int width, int height, cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(*m, cv::Rect(x, y, width, height)); });
}

CVS_API void cvs_mat_delete(cv::Mat *m)
{
    cvs_guard([&] { delete m; });
}

CVS_API int cvs_mat_clone(const cv::Mat *m, cv::Mat **out)
{
    return cvs_guard([&] { *out = new cv::Mat(m->clone()); });
}

CVS_API int cvs_mat_create(cv::Mat *m, int rows, int cols, int type)
{
    return cvs_guard([&] { m->create(rows, cols, type); });
}

CVS_API int cvs_mat_copy_to(const cv::Mat *m, cv::Mat *dst, const CvsInput *mask)
{
    return cvs_guard([&] {
        In where(mask);
        where.none() ? m->copyTo(*dst) : m->copyTo(*dst, where);
    });
}

CVS_API int cvs_mat_convert_to(const cv::Mat *m, cv::Mat *dst, int type, double alpha, double beta)
{
    return cvs_guard([&] { m->convertTo(*dst, type, alpha, beta); });
}

CVS_API int cvs_mat_set_to(cv::Mat *m, const CvsInput *value, const CvsInput *mask)
{
    return cvs_guard([&] { m->setTo(In(value), In(mask)); });
}
