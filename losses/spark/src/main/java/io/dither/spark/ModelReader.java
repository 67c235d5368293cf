package io.dither.spark;

import io.dither.learn.SavedModel;
import io.dither.oracle.OracleRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;

/** Reads a model of {@link ModelWriter}, with the saved files of its oracle. */
final class ModelReader extends MLReader<CostLearnerModel> {
    @Override
    public CostLearnerModel load(String path) {
        DefaultParamsReader.Metadata metadata =
                DefaultParamsReader.loadMetadata(path, sparkSession(), CostLearnerModel.class.getName());
        OracleRegistry registry = OracleRegistry.discover();
        SavedModel saved = SavedModel.load(localCopy(new Path(path, ModelWriter.FOLDER)), registry.catalogue());
        CostLearnerModel model = new CostLearnerModel(metadata.uid(), saved.fitted());
        metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
        // names the saved copies of files; a path whose file was not saved, such as a path with braces, stays
        String text = registry.withFiles(
                model.text(model.oracle()),
                file -> saved.files().containsKey(file)
                        ? saved.files().get(file).toString()
                        : file);
        return model.with(model.oracle(), text);
    }

    /** Copies the folder of a model to this machine; the copy is deleted when this process ends. */
    private java.nio.file.Path localCopy(Path folder) {
        try {
            java.nio.file.Path copy = TemporaryFolders.make("dither-model").resolve(ModelWriter.FOLDER);
            FileSystem system =
                    folder.getFileSystem(sparkSession().sparkContext().hadoopConfiguration());
            system.copyToLocalFile(false, folder, new Path(copy.toUri()), true);
            return copy;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the model in " + folder + " cannot be read", unreadable);
        }
    }
}
