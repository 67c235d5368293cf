"use strict";
const up = document.body.dataset.up;
const search = document.getElementById("search");
const found = document.getElementById("found");

// on a narrow screen the list of pages would push the text away
if (window.matchMedia("(max-width: 760px)").matches) {
    document.querySelector("nav.menu details").open = false;
}

/** Sections that contain all words; those that have them in their heading come first. */
function sections(words) {
    const hits = [];
    for (const [page, heading, address, text] of INDEX) {
        const title = (page + " " + heading).toLowerCase();
        const body = text.toLowerCase();
        if (words.every(word => title.includes(word) || body.includes(word))) {
            const score = words.filter(word => heading.toLowerCase().includes(word)).length * 2
                + words.filter(word => title.includes(word)).length;
            hits.push({ page, heading, address, text, score, at: Math.max(0, body.indexOf(words[0])) });
        }
    }
    return hits.sort((a, b) => b.score - a.score).slice(0, 20);
}

function show() {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word.length > 1);
    const hits = words.length === 0 ? [] : sections(words);
    found.replaceChildren(...hits.map(hit => {
        const link = document.createElement("a");
        link.href = up + hit.address;
        link.textContent = hit.page === hit.heading ? hit.page : hit.page + " › " + hit.heading;
        const excerpt = document.createElement("small");
        excerpt.textContent = hit.at > 60
            ? "… " + hit.text.slice(hit.at - 60, hit.at + 120).replace(/^\S*\s/, "")
            : hit.text.slice(0, hit.at + 120);
        link.append(excerpt);
        const item = document.createElement("li");
        item.append(link);
        return item;
    }));
    if (words.length > 0 && hits.length === 0) {
        found.textContent = "Nothing has all of these words.";
    }
    found.hidden = words.length === 0;
}

search.addEventListener("input", show);
search.addEventListener("keydown", event => {
    if (event.key === "Escape") {
        search.value = "";
        show();
    } else if (event.key === "Enter" && found.querySelector("a")) {
        location.href = found.querySelector("a").href;
    }
});
document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== search) {
        event.preventDefault();
        search.focus();
    }
});
document.addEventListener("click", event => {
    if (!event.target.closest("header")) {
        found.hidden = true;
    }
});
found.addEventListener("click", () => { found.hidden = true; });
