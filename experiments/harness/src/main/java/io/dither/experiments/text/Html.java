package io.dither.experiments.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes HTML. Texts and the values of attributes are escaped; {@link #markup} is not. Not thread-safe. */
public final class Html {
    private final StringBuilder html = new StringBuilder();

    /**
     * Starts an element.
     *
     * @param tag its name
     * @param attributes the name of each attribute, followed by its value
     * @return this
     */
    public Html open(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        html.append('>');
        return this;
    }

    /**
     * Ends an element.
     *
     * @param tag its name
     * @return this
     */
    public Html close(String tag) {
        html.append("</").append(tag).append(">\n");
        return this;
    }

    /**
     * Writes text.
     *
     * @param text the text; escaped
     * @return this
     */
    public Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /**
     * Writes an element that holds text.
     *
     * @param tag its name
     * @param text the text; escaped
     * @param attributes the name of each attribute, followed by its value
     * @return this
     */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /**
     * Writes a paragraph in small type.
     *
     * @param text the text; escaped
     * @return this
     */
    public Html note(String text) {
        return element("p", text, "class", "note");
    }

    /**
     * Appends markup, which is not escaped.
     *
     * @param markup written as it is
     * @return this
     */
    public Html markup(Object markup) {
        html.append(markup);
        return this;
    }

    /**
     * Reads a file of a jar, such as a style sheet.
     *
     * @param owner a class in the same package as the file
     * @param name the name of the file
     * @return its content
     */
    public static String resource(Class<?> owner, String name) {
        try (InputStream input = owner.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
