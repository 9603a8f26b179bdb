namespace OpenCvSharp;

/// <summary>OpenCV's error codes.</summary>
public enum ErrorCode
{
    StsOk = 0, StsBackTrace = -1, StsError = -2, StsInternal = -3, StsNoMem = -4, StsBadArg = -5, StsBadFunc = -6,
    StsNoConv = -7, StsAutoTrace = -8, HeaderIsNull = -9, BadImageSize = -10, BadOffset = -11, BadDataPtr = -12,
    BadStep = -13, BadModelOrChSeq = -14, BadNumChannels = -15, BadNumChannel1U = -16, BadDepth = -17,
    BadAlphaChannel = -18, BadOrder = -19, BadOrigin = -20, BadAlign = -21, BadCallBack = -22, BadTileSize = -23,
    BadCOI = -24, BadROISize = -25, MaskIsTiled = -26, StsNullPtr = -27, StsVecLengthErr = -28,
    StsFilterStructContentErr = -29, StsKernelStructContentErr = -30, StsFilterOffsetErr = -31, StsBadSize = -201,
    StsDivByZero = -202, StsInplaceNotSupported = -203, StsObjectNotFound = -204, StsUnmatchedFormats = -205,
    StsBadFlag = -206, StsBadPoint = -207, StsBadMask = -208, StsUnmatchedSizes = -209, StsUnsupportedFormat = -210,
    StsOutOfRange = -211, StsParseError = -212, StsNotImplemented = -213, StsBadMemBlock = -214, StsAssert = -215,
    GpuNotSupported = -216, GpuApiCallError = -217, OpenGlNotSupported = -218, OpenGlApiCallError = -219,
    OpenCLApiCallError = -220, OpenCLDoubleNotSupported = -221, OpenCLInitError = -222, OpenCLNoAMDBlasFft = -223,
}
