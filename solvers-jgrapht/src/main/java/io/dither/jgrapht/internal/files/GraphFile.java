package io.dither.jgrapht.internal.files;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that a graph is read from, and where the reader is: complaints name both. */
public final class GraphFile {
    private static final Parameter FORMAT = Parameter.choice(
            "format",
            "'p sp n m' and 'a u v cost' lines, source,target rows, or a road network with zones",
            "dimacs",
            "csv",
            "tntp");

    private static final String MAYBE = ". Maybe the file is damaged, was cut short, or is of another format";

    /** As many vertices may be those of no edge. */
    private static final int MOST_ISOLATED = 1_000_000;

    /** What reads the lines of a file. */
    public interface Reader<T> {
        T read(GraphFile file, BufferedReader lines) throws IOException;
    }

    private final Path path;
    private long line;

    private GraphFile(Path path) {
        this.path = path;
    }

    public static Parameter format() {
        return FORMAT;
    }

    public static Parameter complete() {
        return Parameter.optional("complete", Parameter.Type.INTEGER, null, "the vertices of a complete graph");
    }

    public static Parameter insteadOfComplete() {
        return Parameter.optional("file", Parameter.Type.FILE, null, "the edge list, instead of complete");
    }

    /** Reads or makes an undirected graph. */
    public static FlatGraph orComplete(String id, Parameters parameters, int least) {
        Arguments.require(
                parameters.has("complete") != parameters.has("file"),
                "oracle '" + id + "' needs either complete or file",
                "Maybe write " + id + ":complete=10");
        return parameters.has("complete")
                ? FlatGraph.complete(parameters.integer("complete", least), least)
                : of(parameters, false);
    }

    public static FlatGraph of(Parameters parameters, boolean directed) {
        return read(parameters.file("file"), parameters.text("format"), directed);
    }

    /** Reads a graph; costs in the file are checked but not kept, for theta brings the costs. */
    public static FlatGraph read(Path path, String format, boolean directed) {
        return read(path, (file, lines) -> switch (format) {
            case "csv" -> new CsvReader(file).read(lines, directed);
            case "tntp" -> new TntpReader(file).read(lines, directed);
            default -> new DimacsReader(file).read(lines, directed);
        });
    }

    /** Reads a file of any kind. */
    public static <T> T read(Path path, Reader<T> reader) {
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            return reader.read(new GraphFile(path), lines);
        } catch (NoSuchFileException missing) {
            throw new DataException(path.toString(), 0, "the file does not exist. Maybe the path is wrong", missing);
        } catch (CharacterCodingException binary) {
            throw new DataException(
                    path.toString(), 0, "the file is not text in UTF-8. Maybe save it as UTF-8", binary);
        } catch (IOException unreadable) {
            throw new DataException(
                    path.toString(),
                    0,
                    "the file cannot be read: " + unreadable + ". Maybe it is a folder",
                    unreadable);
        }
    }

    void nextLine() {
        line++;
    }

    /** What is wrong with the current line. */
    DataException malformed(String problem) {
        return new DataException(path.toString(), line, problem + MAYBE);
    }

    /** Reads a whole number from 1 to {@code most} in the current line. */
    int number(String text, String field, int most) {
        try {
            int number = Integer.parseInt(field);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            throw malformed("'" + field + "' in '" + text + "' is not a whole number");
        }
        throw malformed("'" + field + "' in '" + text + "' is not between 1 and " + most);
    }

    /** Requires that the file holds enough for the memory that its vertices take. */
    void requireVertices(int vertices, int edges) {
        if (vertices - MOST_ISOLATED > 2 * (long) edges) {
            throw incomplete(
                    "the file announces " + vertices + " vertices, of which its " + edges + " edges touch few");
        }
    }

    /** Reads a finite number in the current line. */
    double real(String what, String field) {
        try {
            double number = Double.parseDouble(field);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notReal) {
            throw malformed(what + " '" + field + "' is not a number");
        }
        throw malformed(what + " '" + field + "' is not finite");
    }

    /** What is wrong with the file as a whole. */
    DataException incomplete(String problem) {
        return new DataException(path.toString(), 0, problem + MAYBE);
    }
}
