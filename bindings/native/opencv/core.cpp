// Arithmetic, statistics and the process-wide settings of the core module.
#include "shim.h"

#include <cstring>
#include <string>

#include <opencv2/core/utility.hpp>

CVS_API int cvs_copy_make_border(const CvsInput *src, cv::Mat *dst, int top, int bottom, int left, int right, int type,
                                 const double *value)
{
    return cvs_guard([&] { cv::copyMakeBorder(In(src), *dst, top, bottom, left, right, type, cvs_scalar(value)); });
}

CVS_API int cvs_add(const CvsInput *a, const CvsInput *b, cv::Mat *dst, const CvsInput *mask, int dtype)
{
    return cvs_guard([&] { cv::add(In(a), In(b), *dst, In(mask), dtype); });
}

CVS_API int cvs_multiply(const CvsInput *a, const CvsInput *b, cv::Mat *dst, double scale, int dtype)
{
    return cvs_guard([&] { cv::multiply(In(a), In(b), *dst, scale, dtype); });
}

CVS_API int cvs_add_weighted(const CvsInput *a, double alpha, const CvsInput *b, double beta, double gamma,
                             cv::Mat *dst, int dtype)
{
    return cvs_guard([&] { cv::addWeighted(In(a), alpha, In(b), beta, gamma, *dst, dtype); });
}

CVS_API int cvs_absdiff(const CvsInput *a, const CvsInput *b, cv::Mat *dst)
{
    return cvs_guard([&] { cv::absdiff(In(a), In(b), *dst); });
}

CVS_API int cvs_compare(const CvsInput *a, const CvsInput *b, cv::Mat *dst, int op)
{
    return cvs_guard([&] { cv::compare(In(a), In(b), *dst, op); });
}

CVS_API int cvs_lut(const CvsInput *src, unsigned char *table, cv::Mat *dst)
{
    return cvs_guard([&] { cv::LUT(In(src), cv::Mat(256, 1, CV_8UC1, table), *dst); });
}

CVS_API int cvs_count_non_zero(const CvsInput *src, int *out)
{
    return cvs_guard([&] { *out = cv::countNonZero(In(src)); });
}

CVS_API int cvs_mean(const CvsInput *src, const CvsInput *mask, double *out)
{
    return cvs_guard([&] {
        cv::Scalar mean = cv::mean(In(src), In(mask));
        std::memcpy(out, mean.val, sizeof mean.val);
    });
}

CVS_API int cvs_mean_std_dev(const CvsInput *src, const CvsInput *mask, double *out_mean, double *out_deviation)
{
    return cvs_guard([&] {
        cv::Scalar mean, deviation;
        cv::meanStdDev(In(src), mean, deviation, In(mask));
        std::memcpy(out_mean, mean.val, sizeof mean.val);
        std::memcpy(out_deviation, deviation.val, sizeof deviation.val);
    });
}

CVS_API int cvs_min_max(const CvsInput *src, double *min, double *max)
{
    return cvs_guard([&] { cv::minMaxLoc(In(src), min, max); });
}

CVS_API int cvs_min_max_loc(const CvsInput *src, double *min, double *max, cv::Point *min_at, cv::Point *max_at,
                            const CvsInput *mask)
{
    return cvs_guard([&] { cv::minMaxLoc(In(src), min, max, min_at, max_at, In(mask)); });
}

CVS_API int cvs_norm(const CvsInput *a, const CvsInput *b, int type, const CvsInput *mask, double *out)
{
    return cvs_guard([&] { *out = cv::norm(In(a), In(b), type, In(mask)); });
}

CVS_API int cvs_set_num_threads(int count)
{
    return cvs_guard([&] { cv::setNumThreads(count); });
}

CVS_API int cvs_get_num_threads(int *out)
{
    return cvs_guard([&] { *out = cv::getNumThreads(); });
}

// Both texts are static inside OpenCV.
CVS_API int cvs_build_information(const char **out)
{
    return cvs_guard([&] { *out = cv::getBuildInformation().c_str(); });
}

CVS_API const char *cvs_version_string()
{
    static const std::string version = cv::getVersionString();
    return version.c_str();
}
