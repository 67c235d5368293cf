package io.dither.error;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Input data that cannot be read: a missing or malformed file; the message names the file and, if known, the lines. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The largest number of lines of a message about several problems. */
    private static final int MAX_LINES = 20;
    /** Up to this number of problems that differ only in their values are listed one by one. */
    private static final int MAX_LISTED_ALIKE = 3;

    /**
     * Matches the parts of a problem's text that {@link Problem#pattern} looks at: column names, which it keeps, and
     * quoted values and numbers, which it replaces.
     */
    private static final Pattern VALUES = Pattern.compile("(column '[^']*')|'[^']*'|[-+]?[0-9][-+0-9.,eE]*");

    /**
     * Matches the user and the password in the address of a database, which messages leave out. A source can be such an
     * address, because an address with a typing error, such as a missing slash, is taken for the name of a file.
     */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=^[A-Za-z][-A-Za-z0-9+.]{1,20}:/{1,2})[^/].*@");

    /**
     * A problem at a place in the data.
     *
     * @param source the file, as the user named it
     * @param line the number of the line or row, from 1, or 0 if the problem is the file as a whole
     * @param text what is wrong and what to do
     * @param message the text with the source and the line
     */
    public record Problem(String source, long line, String text, String message) implements Serializable {
        /** Returns the source and the text with # for each value. Problems are alike if their patterns are equal. */
        private String pattern() {
            return source
                    + VALUES.matcher(text)
                            .replaceAll(
                                    match -> match.group(1) == null ? "#" : Matcher.quoteReplacement(match.group(1)));
        }
    }

    private final ArrayList<Problem> problems;

    private DataException(List<Problem> problems, @Nullable Throwable cause) {
        super(String.join("\n", messageLines(problems)), cause);
        this.problems = new ArrayList<>(problems);
    }

    /**
     * Creates the exception.
     *
     * @param source the file, as the user named it
     * @param line the line number, from 1, or 0 if there is none
     * @param problem what is wrong and what to do
     */
    public DataException(String source, long line, String problem) {
        this(source, line, problem, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param source the file, as the user named it
     * @param line the line number, from 1, or 0 if there is none
     * @param problem what is wrong and what to do
     * @param cause the exception that caused it
     */
    public DataException(String source, long line, String problem, @Nullable Throwable cause) {
        this(List.of(problem(CREDENTIALS.matcher(source).replaceFirst(""), line, problem)), cause);
    }

    private static Problem problem(String source, long line, String problem) {
        return new Problem(source, line, problem, source + (line > 0 ? ":" + line : "") + ": " + problem);
    }

    /**
     * {@return the exception for a row from a database}
     *
     * @param source the database, as messages name it
     * @param row the number of the row, from 1
     * @param problem what is wrong and what to do
     */
    public static DataException ofRow(String source, long row, String problem) {
        return new DataException(
                List.of(new Problem(source, row, problem, source + ": row " + row + ": " + problem)), null);
    }

    /**
     * Returns an exception with several problems, each of them once. A problem of a row occurs several times if the
     * row is read as several lines, because all of these have the number of the row.
     */
    static DataException of(List<Problem> problems, DataException cause) {
        return new DataException(problems.stream().distinct().toList(), cause);
    }

    /** {@return the problems, one or more} */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * {@return the lines of the message: at most 20 lines about problems, then the number of problems that are not
     * shown. If more than three problems differ only in their values, a single line shows the first of them and the
     * number of the others}
     */
    public List<String> lines() {
        return messageLines(problems);
    }

    private static List<String> messageLines(List<Problem> problems) {
        Map<String, List<Problem>> byPattern = new LinkedHashMap<>();
        problems.forEach(problem -> byPattern
                .computeIfAbsent(problem.pattern(), pattern -> new ArrayList<>())
                .add(problem));
        Set<String> grouped = new HashSet<>();
        List<String> lines = new ArrayList<>();
        int shownProblems = 0;
        for (Problem problem : problems) {
            // never the default, which only satisfies the check for null
            List<Problem> alike = byPattern.getOrDefault(problem.pattern(), List.of(problem));
            if (lines.size() == MAX_LINES) {
                break;
            }
            if (alike.size() <= MAX_LISTED_ALIKE) {
                lines.add(problem.message());
                shownProblems++;
            } else if (grouped.add(problem.pattern())) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s (and %,d more like this, the last on line %d)",
                        problem.message(),
                        alike.size() - 1,
                        alike.get(alike.size() - 1).line()));
                shownProblems += alike.size();
            }
        }
        if (shownProblems < problems.size()) {
            lines.add("and " + (problems.size() - shownProblems) + " more");
        }
        return lines;
    }

    /**
     * {@return the exception for a file as a whole}
     *
     * @param file the file, as the user named it
     * @param problem what is wrong and what to do
     */
    public static DataException of(Path file, String problem) {
        return of(file, problem, null);
    }

    /**
     * {@return the exception for a file as a whole, with its cause}
     *
     * @param file the file, as the user named it
     * @param problem what is wrong and what to do
     * @param cause the exception that caused it
     */
    public static DataException of(Path file, String problem, @Nullable Throwable cause) {
        return new DataException(file.toString(), 0, problem, cause);
    }

    /**
     * {@return the exception that explains why a file cannot be read}
     *
     * @param file the file, as the user named it
     * @param failure an {@code IOException}, or an exception that wraps one
     */
    public static DataException unreadable(Path file, Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof NoSuchFileException) {
            return of(file, "the file does not exist. Maybe the path is wrong", failure);
        }
        if (cause instanceof CharacterCodingException) {
            return of(file, "the file is not text in UTF-8. Maybe save it as UTF-8", failure);
        }
        return of(file, "the file cannot be read: " + cause + ". Maybe it is a folder", failure);
    }
}
