// The flat C surface over OpenCV that bindings/OpenCvSharp4 calls. Every function returns a status and lets no
// exception cross: 0 is success, anything else means cvs_last_error() has the details for this thread.
#pragma once

#include <cstdint>
#include <exception>
#include <new>
#include <utility>

#include <opencv2/core.hpp>

#define CVS_API extern "C" __attribute__((visibility("default")))

// What an InputArray of the managed side holds. The layout is shared with NativeInput.cs.
struct CvsInput
{
    cv::Mat *mat;
    int kind;
    double value[4];
};

enum CvsInputKind
{
    kNone = 0,
    kMat = 1,
    kScalar = 2,
    kNumber = 3
};

// A cv::_InputArray only points at its scalar, so the scalar has to live next to it for the length of the call.
class In
{
public:
    explicit In(const CvsInput *input);
    In(const In &) = delete;
    In &operator=(const In &) = delete;

    operator const cv::_InputArray &() const { return array_; }
    bool none() const { return array_.kind() == cv::_InputArray::NONE; }

private:
    cv::Scalar scalar_;
    double number_;
    cv::_InputArray array_;
};

int cvs_remember(const cv::Exception &error) noexcept;
int cvs_remember(int code, const char *what) noexcept;

template <class Call> int cvs_guard(Call &&call) noexcept
{
    try
    {
        std::forward<Call>(call)();
        return 0;
    }
    catch (const cv::Exception &error)
    {
        return cvs_remember(error);
    }
    catch (const std::bad_alloc &error)
    {
        return cvs_remember(cv::Error::StsNoMem, error.what());
    }
    catch (const std::exception &error)
    {
        return cvs_remember(cv::Error::StsInternal, error.what());
    }
    catch (...)
    {
        return cvs_remember(cv::Error::StsInternal, "unknown native error");
    }
}

inline cv::Scalar cvs_scalar(const double *v)
{
    return cv::Scalar(v[0], v[1], v[2], v[3]);
}
