using DiCNet.Train.Networks;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class NetworkSpecTests
{
    [Fact]
    public void A_specification_survives_being_written_and_read()
    {
        var spec = NetworkSpec.ShippedTeacher with { LastBlock = 12 };
        Assert.Equal(spec, NetworkSpec.Parse(spec.ToJson(), "card.yaml"));
    }

    [Theory]
    [InlineData("{\"architecture\":\"resnet19\"}", "ResNet18")]
    [InlineData("{\"width\":12}", "width is 12")]
    [InlineData("{\"features\":0}", "features is 0")]
    [InlineData("{\"lastBlock\":13}", "lastBlock is 13")]
    [InlineData("{\"pyramid\":3}", "pyramid")]
    [InlineData("{", "cannot be read")]
    public void A_wrong_specification_is_an_error_that_names_the_key(string json, string message)
    {
        var error = Assert.Throws<UserError>(() => NetworkSpec.Parse(json, "teacher.ckpt"));
        Assert.StartsWith("teacher.ckpt: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_line_of_words() => Assert.Contains("\"architecture\":\"MobileNetV2\"", NetworkSpec.ShippedTeacher.ToJson(), StringComparison.Ordinal);
}
