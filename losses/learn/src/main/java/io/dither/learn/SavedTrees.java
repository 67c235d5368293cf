package io.dither.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The trees of a saved model as a JSON file of their own: a list of objects with one array for each property of the nodes. */
final class SavedTrees {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "trees.json";

    /** A tree as the file has it. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Nodes(int[] left, int[] right, int[] feature, float[] threshold, double[] value, double[] gain) {}

    private SavedTrees() {}

    /** Writes trees; the path beside model.json and the checksum. */
    static ObjectNode write(List<Tree> trees, Path folder) throws IOException {
        List<Nodes> all = new ArrayList<>();
        for (Tree tree : trees) {
            all.add(new Nodes(
                    tree.left(), tree.right(), tree.features(), tree.thresholds(), tree.values(), tree.gains()));
        }
        byte[] content = JSON.writeValueAsBytes(all);
        String sum = Checksums.sha256(content);
        String name = sum.substring(0, 12) + "-" + NAME;
        AtomicFile.write(folder.resolve(name), content);
        return JSON.createObjectNode()
                .put("path", folder.getFileName() + "/" + name)
                .put("sha256", sum);
    }

    /** Reads trees. */
    static List<Tree> read(Path file) {
        try {
            List<Tree> trees = new ArrayList<>();
            for (Nodes one : JSON.readValue(Files.readAllBytes(file), new TypeReference<List<Nodes>>() {})) {
                trees.add(new Tree(one.left(), one.right(), one.feature(), one.threshold(), one.value(), one.gain()));
            }
            return trees;
        } catch (JsonProcessingException | InvalidArgumentException wrong) {
            throw new DataException(
                    file.toString(),
                    0,
                    "it holds no trees: " + wrong.getMessage() + ". Maybe the file was cut off or edited",
                    wrong);
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(),
                    0,
                    "the file cannot be read: " + unreadable + ". Maybe it was deleted",
                    unreadable);
        }
    }
}
