using DiCNet.Train.Networks;
using DiCNet.Tests.Render;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train;

[Collection(Networks.Collection)]
public sealed class TeacherTests
{
    [Theory]
    [MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    public void A_map_has_an_eighth_of_the_pictures_size_rounded_up(string name)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (teacher, student) = (Networks.Teacher(name), Networks.Student(name));
        var output = teacher.call(Networks.Pictures(2, 67, 98));
        Assert.Equal([2, 3, 9, 13], output.Logits.shape);
        Assert.Equal([2, 3, 9, 13], output.Auxiliary!.shape);
        Assert.Equal([2, 16, 9, 13], output.Features.shape);
        Assert.Equal([2, 16, 8, 12], student.call(Networks.Pictures(2, 64, 96)).shape);
        teacher.eval();
        Assert.Null(teacher.call(Networks.Pictures(1, 64, 64)).Auxiliary);
    }

    [Theory]
    [MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    public void A_gradient_reaches_every_parameter_that_is_not_frozen(string name)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            using var scope = NewDisposeScope();
            using var teacher = Networks.Teacher(name);
            teacher.Arithmetic.Precision = precision;
            var output = teacher.call(Networks.Pictures(3, 64, 64));
            var loss = (output.Logits * randn(output.Logits.shape)).sum() + (output.Auxiliary! * randn(output.Auxiliary!.shape)).sum();
            loss.backward();
            foreach (var (parameter, value) in teacher.named_parameters())
            {
                if (teacher.Spec.FreezeFirst && IsFrozen(parameter))
                {
                    Assert.False(value.requires_grad, parameter);
                    continue;
                }

                Assert.True(value.grad is not null, $"{parameter} has no gradient");
                Assert.True(value.grad.isfinite().all().item<bool>(), $"{parameter} has a gradient that is not finite");
                Assert.True(value.grad.abs().sum().item<float>() > 0, $"{parameter} has a gradient of zero");
                Assert.Equal(ScalarType.Float32, value.grad.dtype);
            }
        }
    }

    [Fact]
    public void Frozen_layers_keep_their_statistics_in_training()
    {
        using var scope = NewDisposeScope();
        using var teacher = Networks.Teacher("mobilenetv2, first layers frozen");
        teacher.train();
        var before = teacher.named_buffers().ToDictionary(b => b.name, b => b.buffer.clone());
        using (no_grad())
        {
            teacher.call(Networks.Pictures(2, 64, 64));
        }

        foreach (var (name, buffer) in teacher.named_buffers().Where(b => b.name.Contains("running_mean", StringComparison.Ordinal)))
        {
            Assert.Equal(IsFrozen(name), allclose(before[name], buffer, rtol: 0, atol: 0));
        }
    }

    [Theory]
    [InlineData("resnet18, small stem")]
    [InlineData("mobilenetv2")]
    public void A_saved_teacher_gives_the_same_output_when_loaded(string name)
    {
        using var folder = new Folder();
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var teacher = Networks.Teacher(name);
        teacher.Normalize.Mean.fill_(0.25);
        teacher.save(folder.File("teacher.bin"));
        manual_seed(99);
        using var other = new Teacher(Networks.Specs[name], 3);
        other.load(folder.File("teacher.bin"));
        teacher.eval();
        other.eval();
        var pictures = Networks.Pictures(1, 64, 64);
        Assert.Equal(0, Networks.Difference(teacher.call(pictures).Logits, other.call(pictures).Logits));
        Assert.Equal(0, Networks.Difference(teacher.NormalisedFeatures(pictures), other.NormalisedFeatures(pictures)));
    }

    [Fact]
    public void Normalised_features_have_mean_0_and_deviation_1_over_the_set_they_were_measured_on()
    {
        using var scope = NewDisposeScope();
        using var teacher = Networks.Teacher("resnet18, small stem");
        var sets = new[] { Networks.Pictures(2, 64, 96), Networks.Pictures(1, 32, 40) * 0.5 };
        teacher.MeasureStatistics(sets.Select(s => s.clone().DetachFromDisposeScope()));
        using var guard = no_grad();
        var rows = cat(sets.Select(s => teacher.NormalisedFeatures(s).permute(0, 2, 3, 1).reshape(-1, 16)).ToArray());
        Assert.InRange(rows.mean([0]).abs().max().item<float>(), 0, 1e-5);
        Assert.InRange((rows.var(0, unbiased: false) - 1).abs().max().item<float>(), 0, 1e-3);
        Assert.False(teacher.training);
    }

    [Fact]
    public void Logits_of_normalised_features_are_the_teachers_own()
    {
        using var scope = NewDisposeScope();
        using var teacher = Networks.Teacher("mobilenetv2");
        var pictures = Networks.Pictures(1, 64, 64);
        teacher.MeasureStatistics([pictures.clone().DetachFromDisposeScope()]);
        using var guard = no_grad();
        Assert.InRange(Networks.Difference(teacher.call(pictures).Logits, teacher.Logits(teacher.NormalisedFeatures(pictures))), 0, 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_leaves_no_tensor_behind(bool bfloat16)
    {
        using var outer = NewDisposeScope();
        using var teacher = Networks.Teacher("mobilenetv2");
        teacher.Arithmetic.Precision = bfloat16 ? Precision.BFloat16 : Precision.Float32;
        using var optimizer = optim.SGD(teacher.parameters(), 0.01);
        long first = 0;
        for (var i = 0; i < 4; i++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                var output = teacher.call(Networks.Pictures(2, 64, 64));
                (output.Logits.sum() + output.Auxiliary!.sum()).backward();
                optimizer.step();
            }

            first = i == 1 ? Tensor.TotalCount : first;
        }

        Assert.Equal(first, Tensor.TotalCount);
    }

    private static bool IsFrozen(string name) =>
        name.StartsWith("branch.trunk.stem.", StringComparison.Ordinal) || new[] { 0, 1, 2 }.Any(i => name.StartsWith($"branch.trunk.block{i}.", StringComparison.Ordinal));
}
