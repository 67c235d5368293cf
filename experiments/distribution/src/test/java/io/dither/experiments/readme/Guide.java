package io.dither.experiments.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that tells what to do, step by step.
 *
 * @param name of the file
 * @param words how many there are, those of code and output too
 * @param blocks what is between fences, in order
 */
record Guide(String name, int words, List<Block> blocks) {
    /**
     * What is between two fences.
     *
     * @param line of the first fence, from 1
     * @param kind what the fence names: {@code sh} is to be run, nothing is what the commands above print, {@code page FILE} is on that
     *     page
     * @param text without the fences
     */
    record Block(int line, String kind, String text) {}

    static Guide read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                String kind = lines.get(i).substring(3);
                blocks.add(new Block(i + 1, kind, String.join("\n", lines.subList(i + 1, end))));
                i = end;
            }
        }
        String name = String.valueOf(file.getFileName());
        return new Guide(name, text.strip().split("\\s+").length, List.copyOf(blocks));
    }

    /** Returns the first line of what is shown that does not follow in what was printed; {@code ...} stands for any; empty if all do. */
    static String missing(String shown, String printed) {
        List<String> lines = printed.lines().map(String::strip).toList();
        int at = 0;
        for (String line : shown.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.equals("...")) {
                int found = lines.subList(at, lines.size()).indexOf(line);
                if (found < 0) {
                    return line;
                }
                at += found + 1;
            }
        }
        return "";
    }
}
