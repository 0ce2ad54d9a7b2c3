"""The workbench under test, and a review for it."""

import pathlib
import re
import subprocess

PASSWORD = "several words that nobody guesses"

TITLES = [
    "Deep learning finds vertebral metastases on magnetic resonance imaging",
    "Radiomics of spinal lesions in computed tomography: a retrospective study",
    "An animal model of bone metastasis in mice",
    "Automated staging of prostate cancer with convolutional networks",
    "Deep learning for cord compression: external validation in two hospitals",
    "Opinion: what radiologists should know about artificial intelligence",
    "Prediction of vertebral fracture risk after radiotherapy",
    "Segmentation of the spine with a transformer",
    "Animal study of contrast agents in the spine",
    "Detection of spinal metastases in bone scintigraphy by a neural network",
]

# What a second database has: the first title once more, one that is a work of its own, one that is the same work.
PILOT = "Automated staging of prostate cancer with convolutional networks: a pilot"
SECOND_EXPORT = [
    (TITLES[0], "Author1, A.", 2013, "Journal of Examples", "10.1000/example.1"),
    (PILOT, "Author4, A.", 2015, "Proceedings of Examples", ""),
    ("Segmentation of the spine with transformers", "Author8, A.", 2021, "Archive of Preprints", "10.2000/preprint.8"),
]


def write_review(folder, imports=True):
    """A review with two reviewers, an arbiter and two exports, of which it may have taken up the first."""
    folder = pathlib.Path(folder)
    (folder / "exports").mkdir(parents=True)
    (folder / "review.yaml").write_text(
        "title: Spinal metastases\n"
        "question:\n  population: adults with suspected metastases of the spine\n  index: deep learning\n"
        "criteria:\n  include: [a model is evaluated, adults]\n  exclude: [animals, opinion]\n"
        "terms:\n  include: [deep learning, metasta*]\n  exclude: [animal*]\n"
        "reviewers: [Ann, Ben]\narbiters: [Art]\nvotes_per_record: 2\n"
        "exclusion_reasons:\n  title-abstract: [no model, animals]\n  full-text: [no model, wrong outcome]\n"
        "extraction:\n  fields:\n    - name: scanner\n      of: study\n      title: Scanner vendor\n"
        "      kind: choice\n      choices: [Siemens, GE, Philips]\n"
        "      guidance: As the methods section says.\n"
        "analyses:\n  - id: auc\n    title: Discrimination\n    measure: auc\n"
        + ("sources:\n  - file: exports/pubmed.ris\n    database: PubMed\n    searched: 2026-01-31\n"
           if imports else ""))
    records = []
    for number, title in enumerate(TITLES, 1):
        records.append(
            f"TY  - JOUR\nTI  - {title}\nAU  - Author{number}, Ada\nAU  - Second, Ben\nPY  - {2012 + number}\n"
            f"JO  - Journal of Examples\nDO  - 10.1000/example.{number}\nKW  - spine\nKW  - imaging\n"
            f"AB  - Background: {title.lower()}. Methods: we looked at {number}00 patients with suspected "
            f"metastases, and compared the model with two readers. " + "Results are reported in full. " * 12
            + "Conclusion: more work is needed.\nER  -\n\n")
    (folder / "exports" / "pubmed.ris").write_text("".join(records))
    (folder / "exports" / "scopus.ris").write_text("".join(
        f"TY  - JOUR\nTI  - {title}\nAU  - {author}\nAU  - Second, Ben\nPY  - {year}\nJO  - {journal}\n"
        + (f"DO  - {doi}\n" if doi else "") + "ER  -\n\n"
        for title, author, year, journal, doi in SECOND_EXPORT))


def pdf(text):
    """A page with a line of text."""
    stream = f"BT /F1 18 Tf 60 700 Td ({text}) Tj ET".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
               b"/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>\nstream\n" % len(stream) + stream + b"\nendstream",
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer\n<</Size 6/Root 1 0 R>>\n"
                      b"startxref\n%d\n%%%%EOF\n" % len(content))


class Server:
    """`consilience serve` in a folder."""

    def __init__(self, program, folder, *options):
        self.process = subprocess.Popen(
            [program, "serve", str(folder), "--port", "0", *options], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        found = re.search(r"(http://127\.0\.0\.1:\d+)(/\S*)", line)
        if not found:
            raise RuntimeError(f"the server did not start: {line}")
        self.origin, self.path = found[1].replace("127.0.0.1", "localhost"), found[2]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
