package io.dither.experiments.histories;

import io.dither.data.setup.Setup;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.OptionGroup;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.learning.PersonOptions;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.SavedModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.study.Study;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither learn}: learns costs from a history of decisions. */
@Command(
        name = "learn",
        description = {
            "Learn the costs of a solver from a history of decisions.",
            "The result is a weight per feature with its 95 %% interval, saved as a model that 'dither predict' "
                    + "applies. The exit code is 4 if the moments have no root."
        },
        footer = {
            "dither learn --write-example town",
            "dither learn study.toml --set noise=gumbel --out model",
            "dither learn --data trips.csv --layout long --oracle argmax:n={d} --loss logit --out model"
        },
        sortOptions = false)
public final class LearnCommand implements Subcommand {
    @Mixin
    private final StudyOption studyOption = new StudyOption();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SetupOptions layout = new SetupOptions();

    @Mixin
    private final MapHistory map = new MapHistory();

    @Mixin
    private final LearnOptions options = new LearnOptions();

    @Mixin
    private final PayOption pay = new PayOption();

    @Mixin
    private final PersonOptions persons = PersonOptions.find();

    @Mixin
    private final FitOptions fitting = new FitOptions();

    @Option(
            names = "--continue",
            paramLabel = "DIR",
            description = {
                "Continue from the model in this folder with newer data.",
                "Its layout, oracle, columns, levels and counted habits are kept. The search starts at its weights, "
                        + "except for moments. Loss, noise and penalties are those of this command."
            })
    private Optional<Path> earlierFolder = Optional.empty();

    @Option(
            names = "--write-example",
            paramLabel = "DIR",
            description = "Write an example history to this folder, and show how to learn from it.")
    private Optional<Path> exampleFolder = Optional.empty();

    @Override
    public int run(Context context) {
        if (exampleFolder.isPresent()) {
            context.out().print(TownExample.write(exampleFolder.get()));
            return 0;
        }
        studyOption.refuseSetWithoutFile();
        if (studyOption.isPrinted()) {
            String text = studyOption.text(Map.of(), map.isGiven(), optionRules());
            context.print(() -> Map.of("study", text), () -> text);
            return 0;
        }
        if (map.isGiven()) {
            map.makeHistory(context, data, layout, options, fitting);
        }
        if (data.data.isEmpty()) {
            context.out().print(TownExample.text("layouts.txt")); // how a history may look
            return 0;
        }
        PluginCatalogue plugins = context.plugins();
        Optional<SavedModel> earlierModel = earlierFolder.map(model -> SavedModel.load(model, plugins));
        Setup setup = earlierModel.isEmpty()
                ? layout.setup()
                : Setup.of(earlierModel.get(), plugins).counting(true); // habits count the new decisions too
        options.check(setup, plugins);
        setup.check(plugins, fitting.trainOracle, fitting.out.isPresent()); // --out saves files of oracles
        StudyInput input = StudyInput.read(setup, data, fitting, options.costModel(setup), context);
        Optional<Map<String, double[]>> positions = map.positions(data, context);
        context.beforeLongRun().run(); // Ctrl-C ended the process at once; from here on it waits for a safe point

        pay.refuseUnknownWeight(input);
        input.refuseUnusedEffects();
        List<FitSettings> settings = options.settings(input); // differ in epsilon and penalties: checks use the first
        Setup learntSetup = input.learntSetup(settings.get(0));
        input.requireIdentifiable(settings.get(0));
        fitting.check(input, settings.get(0));
        if (fitting.out.isPresent()) { // the study file is written into that folder
            Map<String, String> samples = Map.of("samples", input.samples(settings.get(0)));
            fitting.studyText = studyOption.text(samples, map.isGiven(), optionRules());
        }
        Optional<RunFolder> folder = fitting.folder();
        try (ProgressLine progress = ProgressLine.of(context)) {
            Study study = input.study(settings).inputs(fitting.inputs(input)); // checked against those of a checkpoint
            fitting.addTo(study, folder);
            earlierModel.ifPresent(model -> study.startAt(input.start(model)));
            if (persons.areGiven()) {
                study.persons(persons.estimator(setup.covariates(), pay.weightName()));
            }
            options.refuseImpossibleErrors(study);
            ResultsWriter writer = new ResultsWriter(data, learntSetup, plugins, fitting, folder, progress);
            LearnPage page = new LearnPage(input, new LearnViews(input, pay.weightName()), persons, positions);
            int code = new LearnRun(context, writer, study, input, page).run();
            if (code == 0) {
                map.warnOfMatching(context);
            }
            return code;
        } finally {
            FitOptions.close(folder);
        }
    }

    @Override
    public int threads() {
        return fitting.threads;
    }

    @Override
    public long seed() {
        return fitting.seed;
    }

    @Override
    public List<OptionGroup> optionGroups() {
        return LearnTopics.ALL;
    }

    @Override
    public List<OptionRule> optionRules() {
        return LearnRules.with(persons.rules());
    }
}
