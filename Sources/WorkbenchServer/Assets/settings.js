// Keeps the numbers of the lines beside the text of review.yaml.
const text = document.getElementById("text");
const numbers = document.getElementById("numbers");

function count() {
  const lines = text.value.split("\n").length;
  text.rows = lines + 1;
  numbers.textContent = Array.from({ length: lines }, (_, index) => index + 1).join("\n");
}

if (text && numbers) text.addEventListener("input", count);
