"""Trained weights of the judge -> the files that the package ships: python -m training.judge_export OUT."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from onrecord.claims.judge import FOLDER
from training.export import to_int8
from training.judge import Judge, load
from training.network import start_weights

NAME = "minilm-l6-stance"


class Exported(nn.Module):
    """The judge as it is run: one pair, nothing padded."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: Tensor, kinds: Tensor) -> Tensor:
        """(1, pieces) each -> (1, answers)."""
        answers: Tensor = self.judge(ids, kinds, torch.ones_like(ids))
        return answers


def to_onnx(model: Judge, path: Path) -> None:
    """Write the network as fp32 ONNX, fused as the reader is (see training.export)."""
    example = torch.randint(1000, 20000, (1, 40))
    plain = path.with_suffix(".plain.onnx")
    torch.onnx.export(
        Exported(model),
        (example, torch.zeros_like(example)),
        str(plain),
        input_names=["ids", "kinds"],
        output_names=["answers"],
        dynamic_axes={"ids": {1: "pieces"}, "kinds": {1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    options = FusionOptions("bert")
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = options.enable_bias_gelu = False
    heads, width = model.encoder.config.num_attention_heads, model.encoder.config.hidden_size
    optimize_model(
        str(plain), "bert", num_heads=heads, hidden_size=width, opt_level=0, optimization_options=options
    ).save_model_to_file(str(path))
    plain.unlink()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the folder with judge.pt")
    out = parser.parse_args().out
    FOLDER.mkdir(parents=True, exist_ok=True)
    fp32 = out / "judge.fp32.onnx"
    to_onnx(load(out / "judge.pt"), fp32)
    to_int8(fp32, FOLDER / "judge.onnx")
    shutil.copy(start_weights() / "tokenizer.json", FOLDER / "tokenizer.json")
    digest = hashlib.sha256((FOLDER / "judge.onnx").read_bytes()).hexdigest()[:8]
    known = FOLDER / "judge.json"
    settings = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else {}
    settings["version"] = f"{NAME}-{digest}"
    known.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
