#!/usr/bin/env python3
"""One training step of the shipped teacher in PyTorch: the same network, the same tricks, the same work as dicnet-train bench teacher.

MobileNetV2 dilated to an eighth (ReLU, stem and blocks 0 to 2 frozen), pyramid of 32 channels a scale, 256 features, linear auxiliary
head; cross-entropy with class weights at a quarter of the crop; gradient clip 5; AdamW with a rate of its own for the trunk.

Numbers are made in one of two ways, whichever is faster here:
  casts     float32 weights cast to bfloat16 in each convolution, 1x1 convolutions as matrix products of rows
  autocast  torch.autocast, convolutions as they are
Both keep channels last, do dilated depthwise convolutions on sub-grids (space to batch), and never upsample the pooled maps.
"""
import argparse
import json
import statistics
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

GROUPS = [(16, 1, 1, 1), (24, 2, 2, 1), (32, 3, 2, 1), (64, 4, 1, 2), (96, 3, 1, 2), (160, 3, 1, 4), (320, 1, 1, 4)]
SCALES = (1, 2, 3, 6)
TAP = 12
CLASSES = 10
VOID = 255


class Conv(nn.Module):
    def __init__(self, way, inputs, outputs, kernel, stride=1, dilation=1, groups=1, bias=False):
        super().__init__()
        self.way, self.stride, self.kernel, self.dilation, self.groups = way, stride, kernel, dilation, groups
        self.weight = nn.Parameter(torch.empty(outputs, inputs // groups, kernel, kernel))
        nn.init.kaiming_uniform_(self.weight, a=5**0.5)
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None

    def forward(self, x, dilation=None):
        dilation = dilation or self.dilation
        padding = dilation * (self.kernel - 1) // 2
        if self.way != "casts":
            return F.conv2d(x, self.weight, self.bias, self.stride, padding, dilation, self.groups)
        x, weight = x.to(torch.bfloat16), self.weight.to(torch.bfloat16)
        bias = None if self.bias is None else self.bias.to(torch.bfloat16)
        if self.kernel == 1 and self.stride == 1 and self.groups == 1:
            n, c, h, w = x.shape
            rows = F.linear(x.permute(0, 2, 3, 1).reshape(-1, c), weight.view(weight.shape[0], c), bias)
            return rows.view(n, h, w, -1).permute(0, 3, 1, 2)
        return F.conv2d(x, weight, bias, self.stride, padding, dilation, self.groups)


class ConvNorm(nn.Module):
    def __init__(self, way, *args, relu=True, frozen=False, **kwargs):
        super().__init__()
        self.conv = Conv(way, *args, **kwargs)
        self.bn = nn.BatchNorm2d(self.conv.weight.shape[0])
        self.relu, self.frozen = relu, frozen
        if frozen:
            self.requires_grad_(False)

    def train(self, mode=True):
        return super().train(mode and not self.frozen)

    def forward(self, x, dilation=None):
        x = self.bn(self.conv(x, dilation))
        return F.relu(x, inplace=True) if self.relu else x


class Block(nn.Module):
    def __init__(self, way, inputs, outputs, expansion, stride, dilation, frozen):
        super().__init__()
        middle = inputs * expansion
        self.dilation = dilation
        self.expand = ConvNorm(way, inputs, middle, 1, frozen=frozen)
        self.depthwise = ConvNorm(way, middle, middle, 3, stride, dilation, middle, frozen=frozen)
        self.project = ConvNorm(way, middle, outputs, 1, relu=False, frozen=frozen)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x, cut):
        y = self.project(self.depthwise(self.expand(x), max(1, self.dilation // cut)))
        return x + y if self.residual else y


def cut_grids(x):
    n, c, h, w = x.shape
    x = x.permute(0, 2, 3, 1).reshape(n, h // 2, 2, w // 2, 2, c).permute(2, 4, 0, 1, 3, 5)
    return x.reshape(4 * n, h // 2, w // 2, c).permute(0, 3, 1, 2)


def join_grids(x):
    n, c, h, w = x.shape[0] // 4, *x.shape[1:]
    x = x.permute(0, 2, 3, 1).reshape(2, 2, n, h, w, c).permute(2, 3, 0, 4, 1, 5)
    return x.reshape(n, 2 * h, 2 * w, c).permute(0, 3, 1, 2)


def whole(x, cut):
    while cut > 1:
        x, cut = join_grids(x), cut // 2
    return x


class Trunk(nn.Module):
    def __init__(self, way):
        super().__init__()
        self.stem = ConvNorm(way, 3, 32, 3, 2, frozen=True)
        self.blocks = nn.ModuleList()
        channels, previous = 32, 1
        for outputs, count, stride, dilation in GROUPS:
            for i in range(count):
                number = len(self.blocks)
                # Blocks 6 and 13 lost their stride: they still see the grid before it.
                own = previous if i == 0 and number in (6, 13) else dilation
                self.blocks.append(Block(way, channels, outputs, 1 if number == 0 else 6, stride if i == 0 else 1, own, number <= 2))
                channels = outputs
            previous = dilation

    def forward(self, x):
        x, cut, tap = self.stem(x), 1, None
        for number, block in enumerate(self.blocks):
            while cut < block.dilation:
                x, cut = cut_grids(x), 2 * cut
            x = block(x, cut)
            if number == TAP:
                tap = whole(x, cut)
        return whole(x, cut), tap


def upsample(size, large, tap):
    """Row: where the convolution's tap of an output cell reads. Column: the small map's cell. Bilinear, half-pixel centres."""
    matrix = torch.zeros(large, size)
    for cell in range(large):
        at = cell + tap
        if 0 <= at < large:
            place = max(0.0, (at + 0.5) * size / large - 0.5)
            low = min(int(place), size - 1)
            high = min(low + 1, size - 1)
            matrix[cell, low] += 1 - (place - low)
            matrix[cell, high] += place - low
    return matrix


class Pyramid(nn.Module):
    def __init__(self, way, channels, branch, features, height, width):
        super().__init__()
        self.way, self.channels, self.branch = way, channels, branch
        self.whole = Conv(way, channels, branch, 1, bias=True)    # one cell a picture: nothing for a batch norm to measure
        self.branches = nn.ModuleList(ConvNorm(way, channels, branch, 1) for _ in SCALES[1:])
        self.bottleneck = Conv(way, channels + len(SCALES) * branch, features, 3)
        columns = []
        for size in SCALES:
            down = torch.stack([upsample(size, height, tap) for tap in (-1, 0, 1)])    # tap, output row, map row
            across = torch.stack([upsample(size, width, tap) for tap in (-1, 0, 1)])
            columns.append(torch.einsum("ayi,bxj->yxijab", down, across).reshape(height * width, -1))
        self.register_buffer("spread", torch.cat(columns, 1).to(torch.bfloat16))

    def forward(self, x):
        n, _, h, w = x.shape
        full = x.float()
        pooled = [F.relu(self.whole(full.mean((2, 3), keepdim=True)))]
        pooled += [branch(F.adaptive_avg_pool2d(full, size)) for size, branch in zip(SCALES[1:], self.branches)]
        weight = self.bottleneck.weight
        if self.way == "casts":
            weight = weight.to(torch.bfloat16)
            x = x.to(torch.bfloat16)
        trunk = F.conv2d(x, weight[:, :self.channels], None, 1, 1)
        first, products = self.channels, []
        for size, small in zip(SCALES, pooled):
            rows = small.to(torch.bfloat16).permute(0, 2, 3, 1).reshape(n * size * size, self.branch)
            taps = weight[:, first:first + self.branch].to(torch.bfloat16).permute(1, 2, 3, 0).reshape(self.branch, -1)
            products.append((rows @ taps).view(n, size * size * 9, -1))
            first += self.branch
        spread = self.spread.unsqueeze(0).expand(n, -1, -1)
        return trunk.float() + (spread @ torch.cat(products, 1)).view(n, h, w, -1).permute(0, 3, 1, 2).float()


class Teacher(nn.Module):
    def __init__(self, way, height, width):
        super().__init__()
        self.trunk = Trunk(way)
        self.pyramid = Pyramid(way, 320, 32, 256, height // 8, width // 8)
        self.bn = nn.BatchNorm2d(256)
        self.dropout = nn.Dropout2d(0.1)
        self.classifier = Conv(way, 256, CLASSES, 1, bias=True)
        self.auxiliary = Conv(way, 96, CLASSES, 1, bias=True)

    def forward(self, x):
        x, tap = self.trunk(x)
        features = self.bn(self.pyramid(x))
        return self.classifier(self.dropout(F.relu(features))).float(), self.auxiliary(tap).float()


class Step:
    """Everything between a batch of bytes and the next weights."""

    def __init__(self, way, batch, height, width):
        torch.manual_seed(1)
        self.way = way
        self.net = Teacher(way, height, width).to(memory_format=torch.channels_last)
        self.net.train()
        trunk = {id(p) for p in self.net.trunk.parameters()}
        wanted = [p for p in self.net.parameters() if p.requires_grad]
        groups = []
        for inside in (False, True):
            for decays in (False, True):
                found = [p for p in wanted if (id(p) in trunk) == inside and (p.dim() > 1) == decays]
                if found:
                    groups.append(dict(params=found, lr=3e-4 if inside else 1e-3, weight_decay=0.02 if decays else 0.0))
        self.parameters = wanted
        self.optimiser = torch.optim.AdamW(groups, lr=1e-3)
        self.pictures = torch.randint(0, 256, (batch, height, width, 3), dtype=torch.uint8)
        self.labels = torch.randint(0, CLASSES, (batch, height, width), dtype=torch.uint8)
        self.mean = torch.tensor([0.485, 0.456, 0.406])
        self.std = torch.tensor([0.229, 0.224, 0.225])
        self.weights = torch.ones(CLASSES)

    def __call__(self):
        with torch.no_grad():
            rgb = self.pictures.flip(3).float() / 255
            pictures = ((rgb - self.mean) / self.std).permute(0, 3, 1, 2)
            labels = self.labels[:, 2::4, 2::4].long()
        self.optimiser.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.way == "autocast"):
            logits, auxiliary = self.net(pictures)
        loss = self.loss(logits, labels) + 0.4 * self.loss(auxiliary, labels)
        value = loss.item()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 5.0)
        self.optimiser.step()
        return value

    def loss(self, logits, labels):
        larger = F.interpolate(logits, size=labels.shape[1:], mode="bilinear", align_corners=False)
        return F.cross_entropy(larger, labels, self.weights, ignore_index=VOID)


def measure(step, batch, rounds, steps):
    for _ in range(3):
        step()
    result = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(steps):
            step()
        result.append(steps * batch / (time.perf_counter() - start))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--way", choices=["casts", "autocast", "auto"], default="auto", help="auto: times both and says which is faster")
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--height", type=int, default=256)
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    ways = ["casts", "autocast"] if options.way == "auto" else [options.way]
    figures = {way: measure(Step(way, options.batch, options.height, options.width), options.batch, options.rounds, options.steps) for way in ways}
    best = max(figures, key=lambda way: statistics.median(figures[way]))
    print(json.dumps(dict(way=best, torch=torch.__version__, threads=torch.get_num_threads(), rounds=figures[best],
                          cropsPerSecond=statistics.median(figures[best]),
                          ways={way: statistics.median(rounds) for way, rounds in figures.items()})))


if __name__ == "__main__":
    main()
