package io.dither.spark;

import io.dither.learn.SavedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/** Writes the parameters, and a saved model of Dither in the folder {@code dither}. */
final class ModelWriter extends MLWriter {
    static final String FOLDER = "dither";

    private final CostLearnerModel model;

    ModelWriter(CostLearnerModel model) {
        this.model = model;
    }

    @Override
    public void saveImpl(String path) {
        DefaultParamsWriter.saveMetadata(model, path, sparkSession());
        String text = model.text(model.oracle());
        Map<String, java.nio.file.Path> files = new LinkedHashMap<>();
        for (String file : ShippedFiles.namedBy(List.of(text))) {
            if (!file.contains("{")) { // a path with braces names different files for different examples
                files.put(file, java.nio.file.Path.of(file));
            }
        }
        try {
            java.nio.file.Path folder = TemporaryFolders.make("dither-model");
            SavedModel.of(model.fitted(), Map.of("oracle", text), Map.of(), files)
                    .save(folder);
            Path target = new Path(path, FOLDER);
            FileSystem system =
                    target.getFileSystem(sparkSession().sparkContext().hadoopConfiguration());
            system.copyFromLocalFile(true, true, new Path(folder.toUri()), target);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the model cannot be written to " + path, unwritable);
        }
    }
}
