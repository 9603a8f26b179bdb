"""The two networks of a bundle in PyTorch, operator by operator, and the mean squared difference of their features: the paper's own way.

  peers-pytorch.py PLAIN [--bundle DIR] --way eager|autocast [--threads N] [--frames N] [--warm-up N]

PLAIN: teacher.onnx and student.onnx as `dicnet-train bench plain` writes them: batch norms, U, pooling, enlargement and concatenation are
PyTorch's own operators. Their features are compared once with those of the graphs of the bundle, if one is named; the difference is told on stderr.
autocast: bfloat16 where PyTorch's autocast takes it, channels last. Prints {"framesPerSecond": ..., "meanScore": ...}.
"""
import argparse
import json
import sys
import time

import numpy
import onnx
import torch
import torch.nn.functional as functional
from onnx import numpy_helper


class Graph:
    """Only what the features need is run; a value lives until it was read for the last time, as in a module's own code."""

    def __init__(self, file, channels_last=False):
        graph = onnx.load(file).graph
        self.constants = {tensor.name: torch.from_numpy(numpy.array(numpy_helper.to_array(tensor))) for tensor in graph.initializer}
        needed, nodes = {"features"}, []
        for node in reversed(graph.node):
            if node.output[0] in needed:
                read = [name for name in dict.fromkeys(node.input) if name and name not in self.constants]
                last = [name for name in read if name not in needed]
                needed.update(node.input)
                attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
                nodes.append((node.op_type, list(node.input), node.output[0], dict(attributes, last=bool(last)), last))
        self.nodes = self.pooled(nodes[::-1])
        if channels_last:
            for name, value in self.constants.items():
                if value.dim() == 4:
                    self.constants[name] = value.contiguous(memory_format=torch.channels_last)

    def pooled(self, nodes):
        """ONNX has no adaptive pooling: products with both matrices of one are that operator again."""
        across = {output: inputs for kind, inputs, output, _, _ in nodes if kind == "MatMul" and inputs[1] in self.constants}
        result = []
        for kind, inputs, output, attributes, last in nodes:
            first = across.get(inputs[1]) if kind == "MatMul" else None
            sides = first and [self.constants.get(inputs[0]), self.constants[first[1]].T]
            if first and all(matrix is not None and is_pooling(matrix) for matrix in sides):
                result = [node for node in result if node[2] != inputs[1]]
                result.append(("Pool", [first[0]], output, {"size": [len(matrix) for matrix in sides]}, []))
            else:
                result.append((kind, inputs, output, attributes, last))
        return result

    def __call__(self, frames):
        values = dict(self.constants, frames=frames)
        for kind, inputs, output, attributes, last in self.nodes:
            values[output] = OPERATORS[kind]([values[i] if i else None for i in inputs], attributes)
            for name in last:
                del values[name]
        return values["features"]


def is_pooling(matrix):
    pool = functional.adaptive_avg_pool1d(torch.eye(matrix.shape[1])[None], matrix.shape[0])[0].T
    return torch.allclose(pool, matrix, atol=1e-6)


def convolve(x, a):
    return functional.conv2d(x[0], x[1], x[2] if len(x) > 2 else None, a["strides"], a["pads"][:2], a["dilations"], a["group"])


def enlarge(x, a):
    size = [int(length * scale) for length, scale in zip(x[0].shape[2:], x[2][2:])]
    return functional.interpolate(x[0], size=size, mode="bilinear", align_corners=False)


OPERATORS = {
    "Cast": lambda x, a: x[0].float(),
    "Transpose": lambda x, a: x[0].permute(a["perm"]),
    "Gather": lambda x, a: x[0].index_select(a.get("axis", 0), x[1]),
    "Mul": lambda x, a: x[0] * x[1],
    "Add": lambda x, a: x[0] + x[1],
    "Relu": lambda x, a: x[0].relu_() if a["last"] else x[0].relu(),
    "MaxPool": lambda x, a: functional.max_pool2d(x[0], a["kernel_shape"], a["strides"], a["pads"][:2]),
    "BatchNormalization": lambda x, a: functional.batch_norm(x[0], x[3], x[4], x[1], x[2], False, 0, a["epsilon"]),
    "Pool": lambda x, a: functional.adaptive_avg_pool2d(x[0], a["size"]),
    "MatMul": lambda x, a: torch.matmul(x[0], x[1]),
    "Concat": lambda x, a: torch.cat(x, a["axis"]),
    "Resize": enlarge,
    "Conv": convolve,
}
# What the graphs that ship are made of beside that.
OPERATORS["Slice"] = lambda x, a: x[0][:, :, x[1][0]:x[2][0], x[1][1]:x[2][1]]
OPERATORS["Reshape"] = lambda x, a: x[0].reshape([x[0].shape[i] if v == 0 else int(v) for i, v in enumerate(x[1])])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("plain")
    parser.add_argument("--bundle")
    parser.add_argument("--way", choices=["eager", "autocast"], default="eager")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--frames", type=int, default=30)
    parser.add_argument("--warm-up", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_grad_enabled(False)
    fast = options.way == "autocast"
    teacher, student = (Graph(f"{options.plain}/{name}.onnx", fast) for name in ("teacher", "student"))
    shape = [d.dim_value for d in onnx.load(f"{options.plain}/teacher.onnx").graph.input[0].type.tensor_type.shape.dim]
    frame = torch.from_numpy(numpy.random.RandomState(1).randint(0, 256, (1, *shape[1:]), numpy.uint8))

    def score():
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
            return (teacher(frame).float() - student(frame).float()).square().mean(1)

    for name, graph in (("teacher", teacher), ("student", student)) if options.bundle else ():
        wanted = Graph(f"{options.bundle}/{name}.onnx")(frame)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
            difference = float((graph(frame).float() - wanted).abs().max() / wanted.square().mean().sqrt())
        print(f"features of the {name}, {options.way}: {difference:.1e} from those of {name}.onnx (largest, over root mean square)", file=sys.stderr)
        # Rounding comes to 1e-3 in a deep network that learnt nothing; another network differs by about 1.
        if not fast and not difference < 1e-2:
            sys.exit(f"peers-pytorch.py: {name}: PyTorch does not give the features of {name}.onnx")
    mean_score = float(score().mean())
    for _ in range(options.warm_up):
        score()
    start = time.perf_counter()
    for _ in range(options.frames):
        score()
    print(json.dumps({"framesPerSecond": options.frames / (time.perf_counter() - start), "meanScore": mean_score, "torch": torch.__version__}))


main()
