package io.dither.experiments.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.data.Histories;
import io.dither.data.formula.Formula;
import io.dither.experiments.data.NpyFile;
import io.dither.experiments.run.Checkpoint;
import io.dither.experiments.run.StoredJson;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.learn.SavedModel;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What is fuzzed. */
enum Target {
    /** The text form of oracles, noises, layers and losses. */
    FORM(Target::form),
    /** Features as terms. */
    FORMULA(Formula::parse),
    CSV("a.csv", file -> Histories.standard().open(file.toString()).forEach(row -> row.text("id"))),
    MPS("a.mps", file -> oracle("ortools-mip:file=" + file)),
    CP_SAT("a.pbtxt", file -> oracle("ortools-cp-sat:file=" + file)),
    FLOW("a.csv", file -> oracle("ortools-min-cost-flow:supplies=(a:0),file=" + file)),
    DIMACS("a.gr", file -> oracle("jgrapht-shortest-path:source=1,target=2,file=" + file)),
    GRAPH_CSV("a.csv", file -> oracle("jgrapht-shortest-path:format=csv,source=a,target=b,file=" + file)),
    TNTP("a.tntp", file -> oracle("jgrapht-shortest-path:format=tntp,source=1,target=2,file=" + file)),
    NPY("a.npy", file -> NpyFile.read(file).doubles()),
    NPZ("a.npz", file -> NpyFile.read(file, "a").doubles()),
    CHECKPOINT("checkpoint", file -> Checkpoint.resume(file, "")),
    JSON("a.json", StoredJson::read),
    MODEL("model.json", Target::model);

    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();

    private final String file;
    private final Consumer<Path> reader;
    private final Consumer<String> parser;

    Target(Consumer<String> parser) {
        this.file = "";
        this.reader = path -> {};
        this.parser = parser;
    }

    Target(String file, Consumer<Path> reader) {
        this.file = file;
        this.reader = reader;
        this.parser = text -> {};
    }

    boolean isText() {
        return file.isEmpty();
    }

    String file() {
        return file;
    }

    void read(byte[] content) {
        parser.accept(new String(content, UTF_8));
    }

    void read(Path path) {
        reader.accept(path);
    }

    private static void model(Path path) {
        SavedModel.load(path, PLUGINS);
    }

    private static void oracle(String text) {
        PLUGINS.create(OracleProvider.class, text);
    }

    /** The first letter chooses the kind. */
    private static void form(String text) {
        String rest = text.isEmpty() ? text : text.substring(1);
        switch (text.isEmpty() ? 'o' : text.charAt(0)) {
            case 'n' -> PLUGINS.create(NoiseProvider.class, rest);
            case 'l' -> PLUGINS.create(LossProvider.class, rest);
            case 'd' -> PLUGINS.create(LayerProvider.class, rest);
            default -> PLUGINS.create(OracleProvider.class, rest);
        }
    }
}
