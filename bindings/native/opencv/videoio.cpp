// cv::VideoCapture.
#include "shim.h"

#include <cstring>
#include <string>
#include <vector>

#include <opencv2/videoio.hpp>

CVS_API int cvs_capture_new(cv::VideoCapture **out)
{
    return cvs_guard([&] { *out = new cv::VideoCapture(); });
}

CVS_API int cvs_capture_new_file(const char *name, int api, const int *values, int count, cv::VideoCapture **out)
{
    return cvs_guard([&] {
        *out = count > 0 ? new cv::VideoCapture(name, api, std::vector<int>(values, values + count))
                         : new cv::VideoCapture(std::string(name), api);
    });
}

CVS_API int cvs_capture_new_index(int index, int api, cv::VideoCapture **out)
{
    return cvs_guard([&] { *out = new cv::VideoCapture(index, api); });
}

CVS_API void cvs_capture_delete(cv::VideoCapture *capture)
{
    cvs_guard([&] { delete capture; });
}

CVS_API int cvs_capture_open(cv::VideoCapture *capture, const char *name, int api, int *out)
{
    return cvs_guard([&] { *out = capture->open(std::string(name), api); });
}

CVS_API int cvs_capture_is_opened(const cv::VideoCapture *capture, int *out)
{
    return cvs_guard([&] { *out = capture->isOpened(); });
}

CVS_API int cvs_capture_release(cv::VideoCapture *capture)
{
    return cvs_guard([&] { capture->release(); });
}

CVS_API int cvs_capture_grab(cv::VideoCapture *capture, int *out)
{
    return cvs_guard([&] { *out = capture->grab(); });
}

CVS_API int cvs_capture_retrieve(cv::VideoCapture *capture, cv::Mat *image, int flag, int *out)
{
    return cvs_guard([&] { *out = capture->retrieve(*image, flag); });
}

CVS_API int cvs_capture_read(cv::VideoCapture *capture, cv::Mat *image, int *out)
{
    return cvs_guard([&] { *out = capture->read(*image); });
}

CVS_API int cvs_capture_get(const cv::VideoCapture *capture, int property, double *out)
{
    return cvs_guard([&] { *out = capture->get(property); });
}

CVS_API int cvs_capture_set(cv::VideoCapture *capture, int property, double value, int *out)
{
    return cvs_guard([&] { *out = capture->set(property, value); });
}

// A name longer than the buffer is cut; the names in OpenCV are a dozen characters.
CVS_API int cvs_capture_backend_name(const cv::VideoCapture *capture, char *buffer, int size)
{
    return cvs_guard([&] {
        std::string name = capture->getBackendName();
        std::strncpy(buffer, name.c_str(), size - 1);
        buffer[size - 1] = '\0';
    });
}
