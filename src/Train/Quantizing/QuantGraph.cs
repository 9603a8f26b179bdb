using System.Runtime.InteropServices;
using DiCNet.Train.Onnx;
using Google.Protobuf;

namespace DiCNet.Train.Quantizing;

/// <summary>The graph of an ONNX file, open for change.</summary>
sealed class QuantGraph
{
    private readonly ModelProto _model;
    private readonly Dictionary<string, TensorProto> _constants;

    private QuantGraph(ModelProto model)
    {
        _model = model;
        _constants = model.Graph.Initializer.ToDictionary(i => i.Name);
    }

    /// <summary>Operators, each after those that it reads from.</summary>
    public IList<NodeProto> Nodes => _model.Graph.Node;

    /// <summary>Reads a file.</summary>
    public static QuantGraph Read(string file) => new(ModelProto.Parser.ParseFrom(File.ReadAllBytes(file)));

    /// <summary>The model as a file holds it, with further values as outputs.</summary>
    public byte[] ToBytes(IEnumerable<string> further)
    {
        var model = _model.Clone();
        foreach (var name in further)
        {
            var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)ElementType.Float } };
            model.Graph.Output.Add(new ValueInfoProto { Name = name, Type = type });
        }

        return model.ToByteArray();
    }

    /// <summary>Takes operators and constants away that nothing reads, and writes the file.</summary>
    public void Save(string file)
    {
        var read = _model.Graph.Output.Select(o => o.Name).ToHashSet();
        for (var i = Nodes.Count - 1; i >= 0; i--)
        {
            if (Nodes[i].Output.Any(read.Contains))
            {
                read.UnionWith(Nodes[i].Input);
            }
            else
            {
                Nodes.RemoveAt(i);
            }
        }

        foreach (var unused in _constants.Keys.Where(name => !read.Contains(name)).ToList())
        {
            _model.Graph.Initializer.Remove(_constants[unused]);
            _constants.Remove(unused);
        }

        File.WriteAllBytes(file, ToBytes([]));
    }

    /// <summary>The operators that read a value.</summary>
    public List<NodeProto> Readers(string value) => [.. Nodes.Where(n => n.Input.Contains(value))];

    /// <summary>Shape of a constant; null of any other value.</summary>
    public IReadOnlyList<long>? ShapeOf(string name) => _constants.TryGetValue(name, out var constant) ? constant.Dims : null;

    /// <summary>A copy of a float constant.</summary>
    public float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(_constants[name].RawData.Span).ToArray();

    /// <summary>Adds a constant.</summary>
    public string Add<T>(string name, ElementType type, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) };
        tensor.Dims.AddRange(shape);
        _model.Graph.Initializer.Add(tensor);
        _constants.Add(name, tensor);
        return name;
    }
}
