// The last error of each thread, and the handler that keeps OpenCV from printing it.
#include "shim.h"

#include <string>

namespace
{
struct LastError
{
    int code = 0;
    int line = 0;
    std::string func;
    std::string err;
    std::string file;
};

thread_local LastError last_error;

int quiet(int, const char *, const char *, const char *, int, void *)
{
    return 0;
}

// Without a handler cv::error() writes every error to stderr before it throws, also those the caller expects.
struct Quieten
{
    Quieten() { cv::redirectError(quiet); }
} quieten;
} // namespace

int cvs_remember(const cv::Exception &error) noexcept
{
    try
    {
        last_error = {error.code, error.line, error.func, error.err, error.file};
    }
    catch (...)
    {
        last_error.code = error.code; // no memory left for the words
    }
    return 1;
}

int cvs_remember(int code, const char *what) noexcept
{
    try
    {
        last_error = {code, 0, std::string(), what, std::string()};
    }
    catch (...)
    {
        last_error.code = code;
    }
    return 1;
}

// The strings stay valid until the next error of this thread.
CVS_API void cvs_last_error(int *code, int *line, const char **func, const char **err, const char **file)
{
    *code = last_error.code;
    *line = last_error.line;
    *func = last_error.func.c_str();
    *err = last_error.err.c_str();
    *file = last_error.file.c_str();
}
