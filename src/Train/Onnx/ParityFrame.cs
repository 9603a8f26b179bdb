using OpenCvSharp;

namespace DiCNet.Train.Onnx;

/// <summary>A picture and what the trained modules make of it.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Picture">BGR, 8 bit, of the bundle's size. Lent.</param>
/// <param name="Teacher">Normalised teacher features [C, h, w].</param>
/// <param name="Student">Student features [C, h, w].</param>
/// <param name="Score">Score grid [h, w].</param>
/// <param name="Eq7">Discrepancy grid [h, w].</param>
sealed record ParityFrame(string Name, Mat Picture, float[] Teacher, float[] Student, float[] Score, float[] Eq7);
