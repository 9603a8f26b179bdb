"""teacher.onnx and student.onnx of a bundle in PyTorch, operator by operator, and the mean squared difference of their features on the host.

  peers-pytorch.py BUNDLE --way eager|autocast [--threads N] [--frames N]

The graphs are those that ship: batch norms folded, pooled branches computed at the pooled size. PyTorch is spared what the paper's own
code would also do. autocast: bfloat16 where PyTorch's autocast takes it, channels last. Prints {"framesPerSecond": ...}.
"""
import argparse
import json
import time

import numpy
import onnx
import torch
import torch.nn.functional as functional
from onnx import numpy_helper


class Graph:
    def __init__(self, file, channels_last):
        model = onnx.load(file)
        self.nodes = [(n.op_type, list(n.input), n.output[0], {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute}) for n in model.graph.node]
        self.constants = {}
        for tensor in model.graph.initializer:
            value = torch.from_numpy(numpy.array(numpy_helper.to_array(tensor)))
            if channels_last and value.dim() == 4:
                value = value.contiguous(memory_format=torch.channels_last)
            self.constants[tensor.name] = value

    def __call__(self, frames):
        values = dict(self.constants, frames=frames)
        for kind, inputs, output, attributes in self.nodes:
            values[output] = OPERATORS[kind]([values[i] if i else None for i in inputs], attributes)
        return values["features"]


def convolve(x, a):
    return functional.conv2d(x[0], x[1], x[2] if len(x) > 2 else None, a["strides"], a["pads"][:2], a["dilations"], a["group"])


def cut(x, a):
    starts, ends, axes = ([int(v) for v in t] for t in x[1:4])
    for start, end, axis in zip(starts, ends, axes):
        x[0] = x[0].narrow(axis, start, min(end, x[0].shape[axis]) - start)
    return x[0]


def reshape(x, a):
    return x[0].reshape([x[0].shape[i] if v == 0 else int(v) for i, v in enumerate(x[1])])


OPERATORS = {
    "Cast": lambda x, a: x[0].float(),
    "Transpose": lambda x, a: x[0].permute(a["perm"]),
    "Gather": lambda x, a: x[0].index_select(a.get("axis", 0), x[1]),
    "Mul": lambda x, a: x[0] * x[1],
    "Add": lambda x, a: x[0] + x[1],
    "Sub": lambda x, a: x[0] - x[1],
    "Relu": lambda x, a: x[0].relu(),
    "MatMul": lambda x, a: torch.matmul(x[0], x[1]),
    "Concat": lambda x, a: torch.cat(x, a["axis"]),
    "Conv": convolve,
    "Slice": cut,
    "Reshape": reshape,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle")
    parser.add_argument("--way", choices=["eager", "autocast"], default="eager")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--frames", type=int, default=30)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    fast = options.way == "autocast"
    teacher, student = (Graph(f"{options.bundle}/{name}.onnx", fast) for name in ("teacher", "student"))
    shape = [d.dim_value for d in onnx.load(f"{options.bundle}/teacher.onnx").graph.input[0].type.tensor_type.shape.dim]
    frame = torch.randint(0, 256, (1, *shape[1:]), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))

    def score():
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
            return (teacher(frame).float() - student(frame).float()).square().mean(1)

    for _ in range(3):
        score()
    start = time.perf_counter()
    for _ in range(options.frames):
        score()
    print(json.dumps({"framesPerSecond": options.frames / (time.perf_counter() - start), "torch": torch.__version__}))


main()
