// Filters, geometry and components of the imgproc module.
#include "shim.h"

#include <opencv2/imgproc.hpp>

CVS_API int cvs_gaussian_blur(const CvsInput *src, cv::Mat *dst, int width, int height, double sigma_x, double sigma_y,
                              int border)
{
    return cvs_guard([&] { cv::GaussianBlur(In(src), *dst, cv::Size(width, height), sigma_x, sigma_y, border); });
}

CVS_API int cvs_resize(const CvsInput *src, cv::Mat *dst, int width, int height, double fx, double fy,
                       int interpolation)
{
    return cvs_guard([&] { cv::resize(In(src), *dst, cv::Size(width, height), fx, fy, interpolation); });
}

CVS_API int cvs_threshold(const CvsInput *src, cv::Mat *dst, double threshold, double max, int type, double *out)
{
    return cvs_guard([&] { *out = cv::threshold(In(src), *dst, threshold, max, type); });
}

CVS_API int cvs_cvt_color(const CvsInput *src, cv::Mat *dst, int code, int dst_cn)
{
    return cvs_guard([&] { cv::cvtColor(In(src), *dst, code, dst_cn); });
}

CVS_API int cvs_apply_color_map(const CvsInput *src, cv::Mat *dst, int map)
{
    return cvs_guard([&] { cv::applyColorMap(In(src), *dst, map); });
}

CVS_API int cvs_connected_components(const CvsInput *image, cv::Mat *labels, cv::Mat *stats, cv::Mat *centroids,
                                     int connectivity, int ltype, int *out)
{
    return cvs_guard([&] {
        *out = cv::connectedComponentsWithStats(In(image), *labels, *stats, *centroids, connectivity, ltype);
    });
}

CVS_API int cvs_bounding_rect(cv::Point *points, int count, cv::Rect *out)
{
    return cvs_guard([&] { *out = cv::boundingRect(cv::Mat_<cv::Point>(count, 1, points)); });
}
