package io.dither.experiments.readme;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java block of a Markdown text.
 *
 * @param line the line of its fence, from 1
 * @param code what is between the fences
 * @param isRun whether the last line of text before it is {@code <!-- run -->}
 */
record JavaExample(int line, String code, boolean isRun) {
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:(?:public|final|abstract|sealed) )*(?:class|record|interface|enum) (\\w+)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]+;\\R?");

    /** Finds all Java blocks; a block without an end reaches to the end of the text. */
    static List<JavaExample> in(String markdown) {
        List<JavaExample> examples = new ArrayList<>();
        String[] lines = markdown.split("\\R", -1);
        String before = "";
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].strip().startsWith("```")) {
                int end = i + 1;
                while (end < lines.length && !lines[end].strip().equals("```")) {
                    end++;
                }
                if (lines[i].strip().equals("```java")) {
                    String code = String.join("\n", List.of(lines).subList(i + 1, end));
                    examples.add(new JavaExample(i + 1, code, before.equals("<!-- run -->")));
                }
                i = end;
                before = "";
            } else if (!lines[i].isBlank()) {
                before = lines[i].strip();
            }
        }
        return examples;
    }

    /** Returns the name of the first type, or of the class around a snippet. */
    String className() {
        Matcher type = TYPE.matcher(code);
        return type.find() ? type.group(1) : "Line" + line;
    }

    /** Returns a compilation unit: a snippet becomes the body of a main method, its imports move to the top. */
    String unit() {
        if (TYPE.matcher(code).find()) {
            return code;
        }
        StringBuilder unit = new StringBuilder();
        IMPORT.matcher(code).results().forEach(found -> unit.append(found.group()));
        return unit.append("class ")
                .append(className())
                .append(" {\npublic static void main(String[] args) throws Exception {\n")
                .append(IMPORT.matcher(code).replaceAll(""))
                .append("\n}\n}\n")
                .toString();
    }
}
