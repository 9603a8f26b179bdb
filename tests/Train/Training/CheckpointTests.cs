using DiCNet.Tests.Bindings;
using DiCNet.Tests.Render;
using DiCNet.Train.Networks;
using DiCNet.Train.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace DiCNet.Tests.Train.Training;

[Collection(TorchSharpFixture.Name)]
public sealed class CheckpointTests : IDisposable
{
    private readonly Folder _folder = new();

    private string File => _folder.File("a.checkpoint");

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        using var module = nn.BatchNorm2d(3);
        var digest = CheckpointFile.Write(File, Of(module));
        var read = CheckpointFile.Read(File);
        Assert.Equal(digest, read.Digest);
        Assert.Equal(42, read.Header.Step);
        Assert.Equal(["Road", "Car"], read.Header.KnownClasses);
        Assert.Equal(new NetworkSpec { Width = 24 }, read.Header.Network);

        using var other = nn.BatchNorm2d(3);
        using (no_grad())
        {
            other.weight!.fill_(9);
        }

        read.Restore(Checkpoint.Average, other, File);
        Assert.Equal([1f, 1f, 1f], other.weight!.detach().data<float>().ToArray());
    }

    [Fact]
    public void A_truncated_checkpoint_is_named_at_any_length()
    {
        using var module = nn.BatchNorm2d(3);
        CheckpointFile.Write(File, Of(module));
        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = 8; length < whole.Length; length += 37)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            var error = Assert.Throws<UserError>(() => CheckpointFile.Read(File));
            Assert.StartsWith(File, error.Message);
            Assert.Contains($"incomplete: {length} of", error.Message);
        }
    }

    [Fact]
    public void A_flipped_bit_is_found_wherever_it_is()
    {
        using var module = nn.BatchNorm2d(3);
        CheckpointFile.Write(File, Of(module));
        var whole = System.IO.File.ReadAllBytes(File);
        for (var at = 0; at < whole.Length; at += 23)
        {
            var bad = (byte[])whole.Clone();
            bad[at] ^= 0x10;
            System.IO.File.WriteAllBytes(File, bad);
            Assert.StartsWith(File, Assert.Throws<UserError>(() => CheckpointFile.Read(File)).Message);
        }
    }

    [Fact]
    public void Other_files_are_no_checkpoints()
    {
        System.IO.File.WriteAllText(File, "something else");
        Assert.Contains("not a checkpoint", Assert.Throws<UserError>(() => CheckpointFile.Read(File)).Message);
        System.IO.File.WriteAllText(File, "");
        Assert.Contains("not a checkpoint", Assert.Throws<UserError>(() => CheckpointFile.Read(File)).Message);
        Assert.Contains("cannot be read", Assert.Throws<UserError>(() => CheckpointFile.Read(_folder.File("absent"))).Message);
    }

    [Fact]
    public void Another_networks_checkpoint_is_refused_and_changes_nothing()
    {
        using var module = nn.BatchNorm2d(3);
        using var other = nn.BatchNorm2d(4);
        CheckpointFile.Write(File, Of(module));
        var error = Assert.Throws<UserError>(() => CheckpointFile.Read(File).Restore(Checkpoint.Average, other, File));
        Assert.Contains("another network (weight is [3], not [4]", error.Message);

        using var convolution = nn.Conv2d(1, 1, 1);
        Assert.Contains("is missing", Assert.Throws<UserError>(() => CheckpointFile.Read(File).Restore(Checkpoint.Average, convolution, File)).Message
            + Assert.Throws<UserError>(() => (CheckpointFile.Read(File) with { Tensors = [] }).Restore(Checkpoint.Average, module, File)).Message);
    }

    [Fact]
    public void A_full_disk_leaves_the_earlier_checkpoint()
    {
        using var disk = new TinyDisk(64);
        using var small = nn.BatchNorm2d(3);
        using var large = nn.Conv2d(64, 64, 3);
        var file = disk.File("a.checkpoint");
        var digest = CheckpointFile.Write(file, Of(small));
        var error = Assert.Throws<UserError>(() => CheckpointFile.Write(file, Of(large)));
        Assert.Contains("cannot be written", error.Message);
        Assert.Equal(digest, CheckpointFile.Read(file).Digest);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_students_checkpoint_belongs_to_one_teacher()
    {
        using var module = nn.BatchNorm2d(3);
        CheckpointFile.Write(File, Of(module));
        var teacher = CheckpointFile.Read(File);
        var student = teacher with { Header = teacher.Header with { Kind = CheckpointKind.Student, TeacherDigest = new string('0', 64) } };
        var error = Assert.Throws<UserError>(() => Trained.RequireTeacher(student, "student.checkpoint", teacher, File));
        Assert.Contains("distilled from the teacher 000000000000", error.Message);
        Assert.Contains(teacher.Digest[..12], error.Message);
    }

    [Fact]
    public void A_student_is_no_teacher_and_what_is_under_way_is_not_finished()
    {
        using var module = nn.BatchNorm2d(3);
        var checkpoint = Of(module);
        Assert.Contains("under way (step 42 of 100)", Assert.Throws<UserError>(() => Trained.Teacher(checkpoint, File)).Message);
        Assert.Contains("holds a teacher, not a student", Assert.Throws<UserError>(() => Trained.Require(checkpoint, CheckpointKind.Student, File)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static Checkpoint Of(nn.Module module) => new(
        new CheckpointHeader
        {
            Kind = CheckpointKind.Teacher,
            Finished = false,
            Step = 42,
            Steps = 100,
            Network = new NetworkSpec { Width = 24 },
            KnownClasses = ["Road", "Car"],
            HeldOutClasses = ["Bicyclist"],
            PictureHeight = 360,
            PictureWidth = 480,
            Options = new TrainOptions(),
        },
        [.. Checkpoint.Store(Checkpoint.Average, module)],
        "");
}
