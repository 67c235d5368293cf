package io.dither.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Writes each Markdown file of the project as a page at the same place of a folder, with the files that it links to. A README is the
 * index of its folder. A link to what is not there, or to no heading, is an error.
 */
public final class Guides {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final Pattern ADDRESS = Pattern.compile("[a-z]+:.*");

    private final Path root;
    private final Path site;
    private final Map<Path, String> bodies = new TreeMap<>();
    private final Map<String, String> links = new TreeMap<>();

    private Guides(Path root, Path site) {
        this.root = root;
        this.site = site;
    }

    /**
     * Writes the pages.
     *
     * @param arguments the root of the project and the folder of the site
     * @throws IOException where a file cannot be read or written
     */
    public static void main(String... arguments) throws IOException {
        new Guides(Path.of(arguments[0]).toRealPath(), Path.of(arguments[1])).write();
    }

    private void write() throws IOException {
        for (Path document : documents()) {
            Node tree = PARSER.parse(Files.readString(document));
            tree.accept(new Rewriter(document));
            bodies.put(page(document), RENDERER.render(tree));
        }
        requireLinksLead();
        for (Map.Entry<Path, String> body : bodies.entrySet()) {
            Path file = site.resolve(root.relativize(body.getKey()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, decorated(body.getKey(), body.getValue()));
        }
    }

    private List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|runs|\\.git)/.*"))
                    .sorted()
                    .toList();
        }
    }

    private static Path page(Path document) {
        String name = document.getFileName().toString();
        return document.resolveSibling(name.equals("README.md") ? "index.html" : name.replace(".md", ".html"));
    }

    private void requireLinksLead() {
        List<String> lost = new ArrayList<>();
        links.forEach((target, from) -> {
            int anchor = target.indexOf('#');
            Path file = Path.of(anchor < 0 ? target : target.substring(0, anchor));
            String body = bodies.get(file);
            boolean leads = body == null
                    ? Files.exists(file)
                    : anchor < 0 || body.contains("id=\"" + target.substring(anchor + 1) + '"');
            if (!leads) {
                lost.add(from + " links to " + target);
            }
        });
        if (!lost.isEmpty()) {
            throw new IllegalStateException("links that lead nowhere:\n" + String.join("\n", lost));
        }
    }

    private String decorated(Path page, String body) {
        String up = "../".repeat(root.relativize(page).getNameCount() - 1);
        int start = body.indexOf('>', body.indexOf("<h1")) + 1;
        String title = body.substring(start, body.indexOf("</h1>")).replaceAll("<[^>]*>", "");
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title><style>
                body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 0 auto; padding: 0 1em 3em }
                nav { padding: .7em 0; border-bottom: 1px solid #8888 } nav a { margin-right: 1.5em }
                pre { background: #8882; padding: .7em; overflow-x: auto; line-height: 1.35 }
                table { border-collapse: collapse; display: block; overflow-x: auto }
                th, td { border: 1px solid #8886; padding: .2em .6em; vertical-align: top; text-align: left }
                img { max-width: 100%% }
                </style></head><body><nav><a href="%sindex.html">Dither</a><a href="%sapidocs/index.html">Javadoc</a>\
                <a href="%sapi/src/docs/CHANGELOG.html">Changes</a></nav>
                %s</body></html>
                """.formatted(title, up, up, up, body);
    }

    /** Turns links between documents into links between pages, and brings along the files that are linked to. */
    private final class Rewriter extends AbstractVisitor {
        private final Path document;

        Rewriter(Path document) {
            this.document = document;
        }

        @Override
        public void visit(Link link) {
            link.setDestination(rewritten(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(rewritten(image.getDestination()));
            visitChildren(image);
        }

        private String rewritten(String destination) {
            if (ADDRESS.matcher(destination).matches()) {
                return destination;
            }
            int anchor = destination.indexOf('#');
            String path = anchor < 0 ? destination : destination.substring(0, anchor);
            String heading = anchor < 0 ? "" : destination.substring(anchor);
            Path target =
                    path.isEmpty() ? document : document.resolveSibling(path).normalize();
            if (Files.exists(target.resolve("README.md"))) {
                target = target.resolve("README.md");
            }
            if (target.toString().endsWith(".md")) {
                target = page(target);
            } else {
                bring(target);
            }
            links.put(target + heading, root.relativize(document).toString());
            return document.resolveSibling("").relativize(target).toString().replace('\\', '/') + heading;
        }

        private void bring(Path target) {
            if (!Files.isRegularFile(target) || !target.startsWith(root)) {
                return;
            }
            try {
                Path copy = site.resolve(root.relativize(target));
                Files.createDirectories(copy.getParent());
                Files.copy(target, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
