using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Google.Protobuf;

namespace DiCNet.Train.Onnx;

/// <summary>Builds an ONNX model node by node. Every operator returns the name of its output.</summary>
/// <param name="name">Name of the graph.</param>
/// <param name="savings">What the networks that are emitted into it may leave out.</param>
/// <remarks>Activations are [N, channels, height, width] and N is any; constants are kept once however often they are asked for.</remarks>
sealed partial class OnnxGraph(string name, Savings savings = Savings.All)
{
    private const int IrVersion = 8;
    private const int Opset = 13;

    private readonly GraphProto _graph = new() { Name = name };
    private readonly Dictionary<string, string> _constants = [];
    private readonly Dictionary<string, string> _outputs = [];

    /// <summary>Whether the networks may leave all of that out.</summary>
    public bool Saves(Savings asked) => (savings & asked) == asked;

    /// <summary>Declares an input.</summary>
    public string Input(string name, ElementType type, params ReadOnlySpan<Dim> shape)
    {
        _graph.Input.Add(Port(name, type, shape));
        return name;
    }

    /// <summary>Makes a float value an output of the graph under that name.</summary>
    public void Output(string value, string name, params ReadOnlySpan<Dim> shape)
    {
        if (_outputs.ContainsKey(value) || _graph.Input.Any(i => i.Name == value))
        {
            value = Node("Identity", [value]);
        }

        // Those who know the value go on calling it by its old name.
        _outputs.Add(value, name);
        foreach (var node in _graph.Node)
        {
            Rename(node.Input);
            Rename(node.Output);
        }

        _graph.Output.Add(Port(name, ElementType.Float, shape));

        void Rename(IList<string> names)
        {
            for (var i = 0; i < names.Count; i++)
            {
                names[i] = names[i] == value ? name : names[i];
            }
        }
    }

    /// <summary>Adds any operator with one output.</summary>
    public string Node(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = type, Name = $"{type}_{_graph.Node.Count}" };
        foreach (var input in inputs)
        {
            node.Input.Add(_outputs.GetValueOrDefault(input, input));
        }

        node.Output.Add($"{node.Name}_out");
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return node.Output[0];
    }

    /// <summary>A float tensor that is part of the model.</summary>
    public string Constant(float[] values, params ReadOnlySpan<long> shape) => Constant<float>(ElementType.Float, values, shape);

    /// <summary>An integer vector that is part of the model.</summary>
    public string Constant(params ReadOnlySpan<long> values) => Constant(ElementType.Int64, values, [values.Length]);

    /// <summary>The model as a file holds it: what its outputs need and nothing else.</summary>
    public byte[] ToBytes()
    {
        var needed = _graph.Output.Select(o => o.Name).ToHashSet();
        foreach (var node in _graph.Node.Reverse().Where(node => needed.Contains(node.Output[0])))
        {
            needed.UnionWith(node.Input);
        }

        var graph = new GraphProto { Name = _graph.Name, Input = { _graph.Input }, Output = { _graph.Output } };
        graph.Node.AddRange(_graph.Node.Where(n => needed.Contains(n.Output[0])));
        graph.Initializer.AddRange(_graph.Initializer.Where(i => needed.Contains(i.Name)));
        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "dicnet-train",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
        }.ToByteArray();
    }

    /// <summary>Writes the model. A file of that name is replaced.</summary>
    public void Save(string file) => File.WriteAllBytes(file, ToBytes());

    private static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    private static AttributeProto Attribute(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private static AttributeProto Attribute(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    private static AttributeProto Attribute(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    private static ValueInfoProto Port(string name, ElementType type, ReadOnlySpan<Dim> shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new TensorShapeProto() };
        foreach (var dim in shape)
        {
            tensor.Shape.Dim.Add(dim.ToProto());
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Constant<T>(ElementType type, ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var size = 1L;
        foreach (var length in shape)
        {
            size *= length;
        }

        if (size != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape [{string.Join(", ", shape.ToArray())}]", nameof(values));
        }

        var raw = MemoryMarshal.AsBytes(values);
        var key = $"{type}:{string.Join(',', shape.ToArray())}:{Convert.ToHexString(SHA256.HashData(raw))}";
        if (!_constants.TryGetValue(key, out var name))
        {
            name = $"constant_{_constants.Count}";
            var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(raw) };
            tensor.Dims.AddRange(shape);
            _graph.Initializer.Add(tensor);
            _constants.Add(key, name);
        }

        return name;
    }
}
