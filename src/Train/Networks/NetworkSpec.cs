using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.Train.Networks;

/// <summary>What a branch is made of: enough to build it again before its weights are loaded.</summary>
sealed record NetworkSpec
{
    /// <summary>Family of the trunk.</summary>
    public Architecture Architecture { get; init; } = Architecture.ResNet18;

    /// <summary>First layers, of a <see cref="Networks.Architecture.ResNet18"/> to <see cref="Networks.Architecture.ResNet101"/>; ignored elsewhere.</summary>
    public StemKind Stem { get; init; } = StemKind.Deep;

    /// <summary>Width of the trunk.</summary>
    /// <value>8 to 256, a multiple of 8; 64 is the published network, and what ImageNet weights fit. The cost grows with its square.</value>
    public int Width { get; init; } = 64;

    /// <summary>Channels of the features.</summary>
    /// <value>8 to 4096; teacher and student must agree.</value>
    public int Features { get; init; } = 512;

    /// <summary>Channels of each of the four branches of the pyramid.</summary>
    /// <value>1 to 2048.</value>
    public int PyramidChannels { get; init; } = 512;

    /// <summary>Head on an earlier map that helps a teacher's training.</summary>
    public AuxiliaryKind Auxiliary { get; init; } = AuxiliaryKind.None;

    /// <summary>Last block of a MobileNetV2.</summary>
    /// <value>12 (96 channels) or 16 (320 channels); ignored elsewhere.</value>
    public int LastBlock { get; init; } = 16;

    /// <summary>Whether the first layers of a MobileNetV2 (stem and blocks 0 to 2) stay as they were loaded; ignored elsewhere.</summary>
    public bool FreezeFirst { get; init; }

    /// <summary>Whether a student's last convolution adds a constant to each channel; a teacher's never does.</summary>
    public bool Bias { get; init; }

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, IgnoreReadOnlyProperties = true,
    };

    /// <summary>The teacher that the shipped bundle is made from.</summary>
    public static NetworkSpec ShippedTeacher { get; } = new()
    {
        Architecture = Architecture.MobileNetV2, Features = 256, PyramidChannels = 32, Auxiliary = AuxiliaryKind.Linear, FreezeFirst = true,
    };

    /// <summary>The student that the shipped bundle is made from.</summary>
    public static NetworkSpec ShippedStudent { get; } = new()
    {
        Architecture = Architecture.ResNet18, Stem = StemKind.Small, Width = 16, Features = 256, PyramidChannels = 32,
    };

    /// <summary>Whether the trunk is one of the four residual networks with a choice of stems.</summary>
    public bool IsResNet => Architecture is Architecture.ResNet18 or Architecture.ResNet34 or Architecture.ResNet50 or Architecture.ResNet101;

    /// <summary>Whether the trunk is a MobileNetV2.</summary>
    public bool IsMobileNet => Architecture is Architecture.MobileNetV2 or Architecture.MobileNetV2Slim;

    /// <summary>Checks every value; returns the same specification.</summary>
    /// <param name="where">Key or file that the specification comes from, for the message.</param>
    /// <exception cref="UserError">A value is out of its range.</exception>
    public NetworkSpec Validate(string where)
    {
        Require(Enum.IsDefined(Architecture), "architecture", Architecture, $"one of {string.Join(", ", Enum.GetNames<Architecture>())}");
        Require(Enum.IsDefined(Stem), "stem", Stem, $"one of {string.Join(", ", Enum.GetNames<StemKind>())}");
        Require(Enum.IsDefined(Auxiliary), "auxiliary", Auxiliary, $"one of {string.Join(", ", Enum.GetNames<AuxiliaryKind>())}");
        Require(Width is >= 8 and <= 256 && Width % 8 == 0, "width", Width, "a multiple of 8 from 8 to 256");
        Require(Features is >= 8 and <= 4096, "features", Features, "8 to 4096");
        Require(PyramidChannels is >= 1 and <= 2048, "pyramidChannels", PyramidChannels, "1 to 2048");
        Require(LastBlock is 12 or 16, "lastBlock", LastBlock, "12 or 16");
        return this;

        void Require(bool holds, string key, object value, string range)
        {
            if (!holds)
            {
                throw new UserError($"{key} is {value}", where, $"it must be {range}");
            }
        }
    }

    /// <summary>One line of JSON, for a checkpoint or a card.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads what <see cref="ToJson"/> wrote, and checks it.</summary>
    /// <param name="json">The line.</param>
    /// <param name="where">File that it comes from, for the message.</param>
    /// <exception cref="UserError">It cannot be read, or a value is out of its range.</exception>
    public static NetworkSpec Parse(string json, string where)
    {
        try
        {
            return JsonSerializer.Deserialize<NetworkSpec>(json, s_json)?.Validate(where) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            var architectures = string.Join(", ", Enum.GetNames<Architecture>());
            throw new UserError($"the network specification cannot be read ({e.Message})", where, $"architectures are {architectures}", e);
        }
    }

    /// <summary>Builds the trunk, with weights to start from scratch.</summary>
    public Trunk MakeTrunk(Arithmetic arithmetic) => Architecture switch
    {
        Architecture.MobileNetV2 or Architecture.MobileNetV2Slim => new MobileNetV2(arithmetic, this),
        Architecture.ResNet50V2 => new ResNetV2(arithmetic, Width),
        _ => new ResNet(arithmetic, this),
    };
}
