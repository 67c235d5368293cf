"use strict";
// the numbers of a chart under the pointer
for (const svg of document.querySelectorAll("svg[data-chart]")) {
  const chart = JSON.parse(svg.dataset.chart);
  const output = svg.parentElement.querySelector("output");
  const cross = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  cross.setAttribute("class", "cross");
  const nearest = (points, at) => points.reduce((best, p) => Math.abs(p[0] - at) < Math.abs(best[0] - at) ? p : best);
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width * 560;
    const lines = chart.lines.filter((line) => line.points.length > 0);
    if (lines.length === 0) return;
    const point = nearest(lines.flatMap((line) => line.points), at);
    const texts = lines.map((line) => [line.name, line.points.find((p) => p[0] === point[0])]).filter((pair) => pair[1]);
    output.textContent = `${chart.x} ${point[1]}` + texts.map(([name, p]) => `\n${p[2]}  ${name}`).join("");
    output.style.display = "block";
    const left = point[0] / 560 * box.width;
    output.style.left = left < box.width / 2 ? `${left + 12}px` : "auto";
    output.style.right = left < box.width / 2 ? "auto" : `${box.width - left + 12}px`;
    cross.setAttribute("d", `M${point[0]} 12V256`);
  });
  svg.addEventListener("pointerleave", () => {
    output.style.display = "none";
    cross.removeAttribute("d");
  });
}
// the epoch of the pictures
for (const slider of document.querySelectorAll("input[data-epochs]")) {
  const epochs = slider.dataset.epochs.split(" ");
  slider.addEventListener("input", () => {
    const epoch = epochs[slider.value];
    slider.parentElement.querySelector("output").textContent = epoch;
    for (const image of document.querySelectorAll(".gallery img")) {
      image.classList.toggle("shown", image.dataset.epoch.split(" ").includes(epoch));
    }
  });
}
