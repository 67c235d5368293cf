package io.dither.experiments.run;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options {@code --out} and {@code --resume} of an experiment that can go on from a checkpoint: a picocli mixin.
 *
 * <p>Such an experiment calls {@link #open} before its work. Where {@link #resuming()} is true it loads its checkpoint,
 * opens its metrics by {@link RunFolder#metricsFrom} with the number of rows that the checkpoint knows of, and goes on
 * behind it; a folder without a checkpoint starts anew. It writes the checkpoint after the rows it counts, and calls {@link
 * Progress#step()}, where Ctrl-C may end the run, after the checkpoint.
 */
public final class RunOptions {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the run folder")
    private Path out = Path.of("");

    @Option(
            names = "--resume",
            description = "go on from the last checkpoint of the run folder, with the options of that run")
    private boolean resume;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec experiment = CommandSpec.create();

    /** Creates the options; picocli fills them in. */
    public RunOptions() {}

    /**
     * Tells whether a run is to be continued.
     *
     * @return whether {@code --resume} was given
     */
    public boolean resuming() {
        return resume;
    }

    /**
     * Opens the run folder: a new run writes its manifest, a resumed one is compared with the manifest that is there.
     *
     * @param seed the seed of all randomness
     * @param data the SHA-256 of each data file by name, see {@link Checksums}
     * @return the folder
     * @throws io.dither.error.InvalidArgumentException where the options or the data are not those of the run to resume
     * @throws io.dither.error.DataException where there is no run to resume
     */
    public RunFolder open(long seed, Map<String, String> data) {
        return open(seed, data, Map.of());
    }

    /**
     * Opens the run folder in the same way for a run whose settings do not all stand in its options.
     *
     * @param seed the seed of all randomness
     * @param data the SHA-256 of each data file by name, see {@link Checksums}
     * @param settings what the options leave to the experiment, by name
     * @return the folder
     * @throws io.dither.error.InvalidArgumentException where options, settings or data are not those of the run to resume
     * @throws io.dither.error.DataException where there is no run to resume
     */
    public RunFolder open(long seed, Map<String, String> data, Map<String, String> settings) {
        Manifest manifest = Manifest.of(experiment, seed, data).withSettings(settings);
        if (resume) {
            StoredManifest.read(out).requireSameRun(manifest);
            return RunFolder.create(out);
        }
        RunFolder folder = RunFolder.create(out);
        folder.writeManifest(manifest);
        return folder;
    }
}
