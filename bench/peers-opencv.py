"""The two networks of a bundle in OpenCV's own network module on the CPU, and the mean squared difference of their features.

  peers-opencv.py BUNDLE [--threads N] [--frames N] [--warm-up N]

OpenCV 4.6 takes neither bytes as input nor a product with a constant on the left: the graphs are cut after the normalisation of the
pictures, which is done here, and those products are turned. Prints {"framesPerSecond": ..., "meanScore": ...}, the latter of the picture that
peers-pytorch.py takes too; where OpenCV does not take the graphs, its reason, and exits with 3.
"""
import argparse
import json
import sys
import time

import cv2
import numpy
import onnx
from onnx import helper, numpy_helper

MEAN, DEVIATION = numpy.float32([0.485, 0.456, 0.406]), numpy.float32([0.229, 0.224, 0.225])


def load(file):
    model = onnx.load(file)
    graph = model.graph
    _, height, width, _ = (d.dim_value for d in graph.input[0].type.tensor_type.shape.dim)
    constants = {tensor.name: tensor for tensor in graph.initializer}
    pictures = next(n for n in graph.node if n.op_type == "Conv").input[0]
    needed, nodes = {"features"}, []
    for node in reversed(graph.node):
        if node.output[0] in needed and node.output[0] != pictures:
            needed.update(node.input)
            nodes.append(node)
    turned = []
    for node in reversed(nodes):
        turned += turn(node, constants) if node.op_type == "MatMul" and node.input[0] in constants else [node]
    needed.update(name for node in turned for name in node.input)
    features = next(o for o in graph.output if o.name == "features")
    features.type.tensor_type.shape.dim[0].dim_value = 1
    size = helper.make_tensor_value_info(pictures, onnx.TensorProto.FLOAT, [1, 3, height, width])
    cut = helper.make_graph(turned, graph.name, [size], [features], [c for name, c in constants.items() if name in needed])
    net = cv2.dnn.readNetFromONNX(helper.make_model(cut, opset_imports=model.opset_import, ir_version=model.ir_version).SerializeToString())
    net.setPreferableBackend(cv2.dnn.DNN_BACKEND_OPENCV)
    return net, height, width


def turn(node, constants):
    """A B = (B' A')'."""
    name, (left, right), output = node.name, node.input, node.output[0]
    constants[f"{left}_turned"] = numpy_helper.from_array(numpy.ascontiguousarray(numpy_helper.to_array(constants[left]).T), f"{left}_turned")
    return [
        helper.make_node("Transpose", [right], [f"{name}_b"], f"{name}_b", perm=[0, 1, 3, 2]),
        helper.make_node("MatMul", [f"{name}_b", f"{left}_turned"], [f"{name}_c"], f"{name}_c"),
        helper.make_node("Transpose", [f"{name}_c"], [output], name, perm=[0, 1, 3, 2]),
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--frames", type=int, default=30)
    parser.add_argument("--warm-up", type=int, default=3)
    options = parser.parse_args()
    cv2.setNumThreads(options.threads)
    try:
        (teacher, height, width), (student, _, _) = (load(f"{options.bundle}/{name}.onnx") for name in ("teacher", "student"))
        frame = numpy.random.RandomState(1).randint(0, 256, (height, width, 3), numpy.uint8)
        mean_score = float(score(teacher, student, frame).mean())
    except cv2.error as error:
        print(" ".join(str(error).split()))
        sys.exit(3)
    for _ in range(options.warm_up):
        score(teacher, student, frame)
    start = time.perf_counter()
    for _ in range(options.frames):
        score(teacher, student, frame)
    print(json.dumps({"framesPerSecond": options.frames / (time.perf_counter() - start), "meanScore": mean_score, "opencv": cv2.__version__}))


def score(teacher, student, frame):
    rgb = cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)
    pictures = cv2.dnn.blobFromImage((rgb * (1 / (255 * DEVIATION)) - MEAN / DEVIATION))
    features = []
    for net in (teacher, student):
        net.setInput(pictures)
        features.append(net.forward())
    return numpy.square(features[0] - features[1]).mean(1)


main()
