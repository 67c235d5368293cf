package io.dither.experiments.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The site of a folder of the project: each Markdown file becomes a page, whose links lead to other pages or to copies of files. What
 * is not found is listed as broken.
 */
public final class Site {
    private static final Path DOCS = Path.of("api/src/docs");
    private static final Path GUIDES = DOCS.resolve("guides");
    private static final Path JAVADOC = Path.of("target/reports/apidocs");
    private static final String NO_SITE = "(^|.*/)(target|src/main|src/test|\\.git|\\.ci|\\.mvn|runs)(/.*|$)";

    private final Path root;
    private final Path out;
    private final Map<Path, MarkdownPage> pages = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();
    private String firstPage = "";

    private Site(Path root, Path out) {
        this.root = root;
        this.out = out;
    }

    /**
     * Builds the site of a project.
     *
     * @param root the folder of the project
     * @param out the folder to write to
     * @return each link of a page that leads nowhere, with the page
     * @throws IOException if a file cannot be read or written
     */
    public static List<String> build(Path root, Path out) throws IOException {
        Site site =
                new Site(root.toAbsolutePath().normalize(), out.toAbsolutePath().normalize());
        site.read();
        site.write();
        return site.broken;
    }

    private void read() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.map(root::relativize)
                    .filter(file ->
                            file.toString().endsWith(".md") && !file.toString().matches(NO_SITE))
                    .toList();
        }
        for (Path file : files) {
            String text = Files.readString(root.resolve(file));
            pages.put(file, new MarkdownPage(file, target(file), text));
            firstPage = file.toString().equals("README.md") ? text : firstPage;
        }
    }

    /** A README is the page of its folder; documents lie on top. */
    private static Path target(Path file) {
        Path place = file.startsWith(DOCS) ? DOCS.relativize(file) : file;
        return Path.of(place.toString()
                .replaceFirst("^\\.github/", "")
                .replaceFirst("README\\.md$", "index.md")
                .replaceFirst("\\.md$", ".html"));
    }

    private void write() throws IOException {
        Files.createDirectories(out);
        boolean hasJavadoc = Files.exists(root.resolve(JAVADOC).resolve("index.html"));
        if (hasJavadoc) {
            copyAll(root.resolve(JAVADOC), out.resolve("apidocs"));
        }
        for (String file : List.of("site.css", "site.js")) {
            Files.writeString(out.resolve(file), resource(file));
        }
        Files.writeString(out.resolve("index.js"), "const INDEX = [\n" + index() + "\n];\n");
        String template = resource("page.html");
        for (MarkdownPage page : pages.values()) {
            page.relink(address -> relinked(page, address));
            String up = "../".repeat(page.target().getNameCount() - 1);
            Path place = out.resolve(page.target());
            Files.createDirectories(requireNonNull(place.getParent()));
            Files.writeString(
                    place,
                    template.replace("{up}", up)
                            .replace("{title}", escaped(page.title()))
                            .replace(
                                    "{javadoc}",
                                    hasJavadoc ? "<a href=\"" + up + "apidocs/index.html\">Java API</a>" : "")
                            .replace("{menu}", menu(page, up))
                            .replace("{contents}", contents(page))
                            .replace("{text}", page.html()));
        }
    }

    private String menu(MarkdownPage here, String up) {
        StringBuilder menu = new StringBuilder("<h2>Guides</h2>\n<ul>\n");
        inOrderOfTheFirstPage().forEach(page -> menu.append(item(page, page.title(), here, up)));
        menu.append("</ul>\n<h2>Manual</h2>\n<ul>\n");
        List<MarkdownPage> rest = pages.values().stream()
                .filter(page -> !page.source().startsWith(GUIDES))
                .toList();
        for (MarkdownPage page : rest) {
            if (page.source().endsWith("README.md") && !page.source().startsWith(DOCS)) {
                menu.append(item(page, folder(page), here, up));
            }
        }
        menu.append("</ul>\n<h2>For contributors</h2>\n<ul>\n");
        for (MarkdownPage page : rest) {
            if (!page.source().endsWith("README.md") || page.source().startsWith(DOCS)) {
                menu.append(item(page, page.title(), here, up));
            }
        }
        return menu.append("</ul>").toString();
    }

    /** Guides as the root README.md lists them. */
    private List<MarkdownPage> inOrderOfTheFirstPage() {
        return pages.values().stream()
                .filter(page -> page.source().startsWith(GUIDES))
                .sorted(Comparator.comparingInt(
                        page -> firstPage.indexOf(String.valueOf(page.source().getFileName()))))
                .toList();
    }

    private static String folder(MarkdownPage page) {
        Path parent = page.source().getParent();
        return parent == null ? "Dither" : parent.toString();
    }

    private static String item(MarkdownPage page, String title, MarkdownPage here, String up) {
        String mark = page == here ? " aria-current=\"page\"" : "";
        return "<li><a href=\"" + up + url(page.target()) + "\"" + mark + ">"
                + escaped(title).replace("/", "/<wbr>") + "</a></li>\n";
    }

    private static String contents(MarkdownPage page) {
        return page.sections().stream()
                .filter(section -> section.level() == 2 || section.level() == 3)
                .map(section -> "<li class=\"level" + section.level() + "\"><a href=\"#" + section.id() + "\">"
                        + escaped(section.title()) + "</a></li>\n")
                .collect(Collectors.joining());
    }

    /** One entry per section: its page, heading, address and text. */
    private String index() {
        return pages.values().stream()
                .flatMap(page -> page.sections().stream()
                        .map(section -> Stream.of(
                                        page.title(),
                                        section.title(),
                                        url(page.target()) + "#" + section.id(),
                                        section.text())
                                .map(Site::quoted)
                                .collect(Collectors.joining(",", "[", "]"))))
                .collect(Collectors.joining(",\n"));
    }

    private String relinked(MarkdownPage page, String address) {
        if (address.matches("[a-z]+:.*")) {
            return address;
        }
        String[] parts = address.split("#", 2);
        Path beside = page.source().resolveSibling(parts[0]).normalize();
        Path file = parts[0].isEmpty()
                ? page.source()
                : Files.isDirectory(root.resolve(beside)) ? beside.resolve("README.md") : beside;
        MarkdownPage to = pages.get(file);
        boolean isThere = to == null
                ? Files.isRegularFile(root.resolve(file))
                        && root.resolve(file).normalize().startsWith(root)
                : parts.length == 1 || to.anchors().contains(parts[1]);
        if (!isThere) {
            broken.add(page.source() + ": " + address);
            return address;
        }
        Path target = to == null ? copied(file) : to.target();
        Path from = page.target().getParent() == null
                ? Path.of("")
                : requireNonNull(page.target().getParent());
        return url(from.relativize(target)) + (parts.length == 1 ? "" : "#" + parts[1]);
    }

    /** Pictures keep their names; a browser shows all else as text. */
    private Path copied(Path file) {
        String name = file.toString().replaceFirst("^\\.", "");
        Path place = Path.of("files", name.matches(".*\\.(png|svg|txt)") ? name : name + ".txt");
        try {
            Files.createDirectories(requireNonNull(out.resolve(place).getParent()));
            Files.copy(root.resolve(file), out.resolve(place), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return place;
    }

    private static void copyAll(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(requireNonNull(copy.getParent()));
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String url(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = requireNonNull(Site.class.getResourceAsStream(name))) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }
}
