package io.dither.experiments.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** One Markdown file, parsed. */
final class MarkdownPage {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (tag.equals("pre")) {
                    attributes.put("tabindex", "0"); // so that keys can scroll it
                }
            })
            .build();

    /**
     * A heading with what stands below it, until the next one.
     *
     * @param level 1 for the title
     * @param id its anchor
     * @param title without marks
     * @param text of what follows, without marks
     */
    record Section(int level, String id, String title, String text) {}

    private final Path source;
    private final Path target;
    private final Node document;
    private final List<Section> sections = new ArrayList<>();

    /** Parses what is in the file {@code source} of the project; {@code target} is its place in the site. */
    MarkdownPage(Path source, Path target, String markdown) {
        this.source = source;
        this.target = target;
        document = PARSER.parse(markdown);
        IdGenerator ids = IdGenerator.builder().build();
        StringBuilder text = new StringBuilder();
        Section open = new Section(0, "", "", "");
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                close(open, text);
                String title = text(heading);
                open = new Section(heading.getLevel(), ids.generateId(title), title, "");
            } else {
                text.append(text(node)).append(' ');
            }
        }
        close(open, text);
    }

    /** Returns what stands in a node, without marks. */
    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text some) {
                text.append(some.getLiteral());
            }

            @Override
            public void visit(Code some) {
                text.append(some.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock some) {
                text.append(some.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak some) {
                text.append(' ');
            }

            @Override
            protected void visitChildren(Node parent) {
                super.visitChildren(parent);
                if (parent instanceof Block || parent instanceof TableCell) {
                    text.append(' ');
                }
            }
        });
        return text.toString().strip();
    }

    private void close(Section open, StringBuilder text) {
        if (open.level() > 0) {
            sections.add(new Section(
                    open.level(),
                    open.id(),
                    open.title(),
                    text.toString().replaceAll("\\s+", " ").strip()));
        }
        text.setLength(0);
    }

    Path source() {
        return source;
    }

    Path target() {
        return target;
    }

    List<Section> sections() {
        return sections;
    }

    /** Returns the first heading. */
    String title() {
        return sections.isEmpty() ? source.toString() : sections.get(0).title();
    }

    /** Returns the anchors of the headings. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        sections.forEach(section -> anchors.add(section.id()));
        return anchors;
    }

    /** Gives each link and picture another address. */
    void relink(UnaryOperator<String> address) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(address.apply(link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(address.apply(image.getDestination()));
                visitChildren(image);
            }
        });
    }

    String html() {
        return HTML.render(document)
                .replace("<table>", "<div class=\"scroll\"><table>")
                .replace("</table>", "</table></div>");
    }
}
