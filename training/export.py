"""Trained weights -> the files that the package ships: python -m training.export DATA OUT FOLDER."""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from onrecord.statements.attributions import FEATURES
from onrecord.statements.reader import LAYOUT
from training.corpus import Example, examples
from training.network import Reader, load, start_weights

NAME = "minilm-l6-polnear"
# For opening a source, a cue, a content. The CRF is trained for whole rows of labels; what counts are
# linked attributions, and a source missed costs more there than one too many, which no cue chooses.
# Chosen on held-out articles of train among 0, .5 and 1 for each.
BONUS = (0.5, 0.0, 0.0)


class Exported(nn.Module):
    """The reader without dropout and mask, as it is run: one window, nothing padded."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """(1, pieces) each -> (1, pieces, LABELS) and (1, pieces, COLUMNS)."""
        out: tuple[Tensor, Tensor] = self.reader(ids, shapes, None)
        return out


def to_onnx(model: Reader, path: Path) -> None:
    """Write the network as fp32 ONNX, with layer norm and GELU as one operation each.

    Not fused further: onnxruntime's operations that add to layer norm and GELU what stands before
    them make a window take a third longer.
    """
    example = torch.randint(1000, 20000, (1, 40))
    plain = path.with_suffix(".plain.onnx")
    torch.onnx.export(
        Exported(model),
        (example, torch.zeros_like(example)),
        str(plain),
        input_names=["ids", "shapes"],
        output_names=["emissions", "vectors"],
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "shapes", "emissions", "vectors")},
        opset_version=17,
        dynamo=False,
    )
    config = model.encoder.config
    options = FusionOptions("bert")
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = options.enable_bias_gelu = False
    heads, width = config.num_attention_heads, config.hidden_size
    fused = optimize_model(
        str(plain), "bert", num_heads=heads, hidden_size=width, opt_level=0, optimization_options=options
    )
    fused.save_model_to_file(str(path))
    plain.unlink()


def to_int8(fp32: Path, int8: Path) -> None:
    """Weights as int8, activations scaled as they come; the two small heads stay fp32."""
    graph = onnx.load(str(fp32)).graph
    heads = [node.name for node in graph.node if set(node.output) & _made_by_heads(graph)]
    quantize_dynamic(
        str(fp32),
        str(int8),
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        # Fused nodes are not known to ONNX shape inference.
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _made_by_heads(graph: onnx.GraphProto) -> set[str]:
    """The outputs of the graph and what is added up to them."""
    ends = {output.name for output in graph.output}
    return ends | {name for node in graph.node if set(node.output) & ends for name in node.input}


def cue_words(rows: list[Example], share: float = 0.3, times: int = 5) -> list[str]:
    """Words of which this share, outside contents, stands in cues: the cheap test for a second look."""
    inside: collections.Counter[str] = collections.Counter()
    everywhere: collections.Counter[str] = collections.Counter()
    for example in rows:
        contents = bytearray(len(example.text))
        for attribution in example.attributions:
            for start, end in attribution.content:
                contents[start:end] = b"\1" * (end - start)
            inside.update(w for s, e in attribution.cue for w in _plain(example.text[s:e]))
        outside = "".join(" " if hit else char for char, hit in zip(example.text, contents, strict=True))
        everywhere.update(_plain(outside))
    return sorted(w for w, n in inside.items() if n >= times and n >= share * everywhere[w] and w.isalpha())


def _plain(text: str) -> list[str]:
    return [word.strip(".,;:!?\"'“”‘’()").lower() for word in text.split()]


def write(data: Path, weights: Path, folder: Path) -> None:
    """Write reader.onnx, reader.json and tokenizer.json to a folder; calibration comes with `measure`."""
    folder.mkdir(parents=True, exist_ok=True)
    model = load(weights)
    fp32 = weights.parent / "reader.fp32.onnx"
    to_onnx(model, fp32)
    to_int8(fp32, folder / "reader.onnx")
    shutil.copy(start_weights() / "tokenizer.json", folder / "tokenizer.json")
    digest = hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest()[:8]
    moves = model.moves().numpy(force=True)
    moves[:, 1::2] += np.array(BONUS, dtype=np.float32)
    settings = {
        "layout": LAYOUT,
        "version": f"{NAME}-{digest}",
        "transitions": [[round(x, 4) for x in row] for row in moves.tolist()],
        "distances": [[round(x, 4) for x in row] for row in model.distances.tolist()],
        "calibration": [0.0] * len(FEATURES) + [0.0],
        "cue_words": cue_words(examples(data / "polnear" / "train.jsonl.gz")),
    }
    (folder / "reader.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, help="the folder with reader.pt")
    parser.add_argument("folder", type=Path, help="where the package's files go")
    given = parser.parse_args()
    write(given.data, given.out / "reader.pt", given.folder)


if __name__ == "__main__":
    main()
