namespace DiCNet.Train.Evaluation;

/// <summary>SegmentMeIfYouCan's component metrics, fractions in [0, 1]; see <see cref="ComponentMetrics"/>.</summary>
/// <param name="MeanIou">sIoU gt: mean over anomalies of their overlap with the alarms that touch them.</param>
/// <param name="MeanPpv">PPV: mean over alarms of their part on anomalies.</param>
/// <param name="MeanF1">F1*: mean of the F1 at overlaps of 0.25, 0.30, ... 0.75.</param>
/// <param name="Anomalies">How many anomalies were judged.</param>
/// <param name="Alarms">How many alarms were judged.</param>
sealed record ComponentFigures(double MeanIou, double MeanPpv, double MeanF1, int Anomalies, int Alarms);
