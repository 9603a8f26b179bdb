// Lines, boxes, circles and text.
#include "shim.h"

#include <opencv2/imgproc.hpp>

CVS_API int cvs_line(cv::Mat *image, int x1, int y1, int x2, int y2, const double *color, int thickness, int line_type,
                     int shift)
{
    return cvs_guard([&] {
        cv::line(*image, cv::Point(x1, y1), cv::Point(x2, y2), cvs_scalar(color), thickness, line_type, shift);
    });
}

CVS_API int cvs_rectangle_points(cv::Mat *image, int x1, int y1, int x2, int y2, const double *color, int thickness,
                                 int line_type, int shift)
{
    return cvs_guard([&] {
        cv::rectangle(*image, cv::Point(x1, y1), cv::Point(x2, y2), cvs_scalar(color), thickness, line_type, shift);
    });
}

CVS_API int cvs_rectangle(cv::Mat *image, int x, int y, int width, int height, const double *color, int thickness,
                          int line_type, int shift)
{
    return cvs_guard([&] {
        cv::rectangle(*image, cv::Rect(x, y, width, height), cvs_scalar(color), thickness, line_type, shift);
    });
}

CVS_API int cvs_circle(cv::Mat *image, int x, int y, int radius, const double *color, int thickness, int line_type,
                       int shift)
{
    return cvs_guard(
        [&] { cv::circle(*image, cv::Point(x, y), radius, cvs_scalar(color), thickness, line_type, shift); });
}

CVS_API int cvs_put_text(cv::Mat *image, const char *text, int x, int y, int font, double scale, const double *color,
                         int thickness, int line_type, int bottom_left_origin)
{
    return cvs_guard([&] {
        cv::putText(*image, text, cv::Point(x, y), font, scale, cvs_scalar(color), thickness, line_type,
                    bottom_left_origin != 0);
    });
}

CVS_API int cvs_get_text_size(const char *text, int font, double scale, int thickness, int *base_line, int *width,
                              int *height)
{
    return cvs_guard([&] {
        cv::Size size = cv::getTextSize(text, font, scale, thickness, base_line);
        *width = size.width;
        *height = size.height;
    });
}
