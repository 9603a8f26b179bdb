// Contours cross the border flat: how many points each has, then all points one after the other.
#include "shim.h"

#include <memory>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace
{
struct Contours
{
    std::vector<int> counts;
    std::vector<cv::Point> points;
    std::vector<cv::Vec4i> hierarchy;
};

using Polygons = std::vector<std::vector<cv::Point>>;

Polygons gather(const cv::Point *points, const int *counts, int count)
{
    Polygons polygons;
    polygons.reserve(count);
    for (int i = 0; i < count; points += counts[i], ++i)
        polygons.emplace_back(points, points + counts[i]);
    return polygons;
}
} // namespace

CVS_API int cvs_find_contours(const CvsInput *image, int mode, int method, int x, int y, Contours **out)
{
    return cvs_guard([&] {
        Polygons found;
        auto result = std::make_unique<Contours>();
        cv::findContours(In(image), found, result->hierarchy, mode, method, cv::Point(x, y));
        for (const auto &contour : found)
        {
            result->counts.push_back(static_cast<int>(contour.size()));
            result->points.insert(result->points.end(), contour.begin(), contour.end());
        }
        *out = result.release();
    });
}

CVS_API void cvs_contours_read(const Contours *c, int *count, const int **counts, const cv::Point **points,
                               const cv::Vec4i **hierarchy)
{
    *count = static_cast<int>(c->counts.size());
    *counts = c->counts.data();
    *points = c->points.data();
    *hierarchy = c->hierarchy.data();
}

CVS_API void cvs_contours_delete(Contours *contours)
{
    delete contours;
}

CVS_API int cvs_fill_poly(cv::Mat *image, const cv::Point *points, const int *counts, int count, const double *color,
                          int line_type, int shift, int x, int y)
{
    return cvs_guard([&] {
        cv::fillPoly(*image, gather(points, counts, count), cvs_scalar(color), line_type, shift, cv::Point(x, y));
    });
}

CVS_API int cvs_draw_contours(cv::Mat *image, const cv::Point *points, const int *counts, int count, int index,
                              const double *color, int thickness, int line_type, const cv::Vec4i *hierarchy,
                              int hierarchy_count, int max_level, int x, int y)
{
    return cvs_guard([&] {
        Polygons polygons = gather(points, counts, count);
        std::vector<cv::Vec4i> tree;
        if (hierarchy)
            tree.assign(hierarchy, hierarchy + hierarchy_count);
        cv::drawContours(*image, polygons, index, cvs_scalar(color), thickness, line_type,
                         tree, max_level, cv::Point(x, y));
    });
}
