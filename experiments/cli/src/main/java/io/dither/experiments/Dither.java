package io.dither.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Module;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.CommonOptions;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.OptionGroup;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.plugins.PluginListing;
import io.dither.experiments.plugins.PluginText;
import io.dither.experiments.run.StopRequest;
import io.dither.experiments.study.StudyArguments;
import io.dither.plugin.PluginCatalogue;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code dither}: see {@code dither --help}. */
@Command(
        name = "dither",
        description = {
            "Learn the costs behind a history of decisions, and make new decisions by a solver with these costs.",
        },
        versionProvider = DitherVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "dither look decisions.csv --write study.toml",
            "dither learn study.toml --out model",
            "dither predict model --data new.csv",
            "More: dither help COMMAND, or TOPIC of data, model, noise, errors, persons, maps, running.",
            "Exit codes: 0 done, 1 a check failed, 2 usage, 3 bad data, 4 a solver, 5 the environment, 70 a bug in dither,"
                    + " 130 stopped by Ctrl-C."
        })
public final class Dither implements Subcommand {
    /** By the title of a group of commands in the help: the names of these commands. */
    private static final Map<String, List<String>> GROUPS = groups();

    private static final List<String> VERSION = List.of("-V", "--version");

    /** The command that takes a study file. */
    private static final String LEARN = "learn";

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Dither() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        // without this, a library that draws would look for a screen
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        useErrorStreamOfTheLauncher();
        PrintWriter out = takeStandardOutput();
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        StopRequest.endOnInterrupt(err);
        System.exit(run(List.of(args), out, err, () -> StopRequest.stopOnInterrupt(err)));
    }

    /** Returns standard output, from now on for results alone: what plugins and libraries print goes to standard error. */
    static PrintWriter takeStandardOutput() {
        PrintWriter out = new PrintWriter(System.out, false, UTF_8);
        System.setOut(System.err);
        return out;
    }

    /**
     * Writes errors to the file descriptor whose number the launcher passes, if it passes one: then the launcher has redirected the usual
     * error stream to a log, for the warnings of Java itself. The descriptor is not opened again by its path: a file that is opened twice
     * has two positions, and each writer would overwrite the text of the other.
     */
    private static void useErrorStreamOfTheLauncher() {
        Integer streamNumber = Integer.getInteger("dither.stderr");
        if (streamNumber != null) {
            try {
                Constructor<FileDescriptor> stream = FileDescriptor.class.getDeclaredConstructor(int.class);
                stream.setAccessible(true); // the launcher opens the package
                System.setErr(new PrintStream(new FileOutputStream(stream.newInstance(streamNumber)), true, UTF_8));
            } catch (ReflectiveOperationException | InaccessibleObjectException inaccessible) {
                System.err.println("dither: stream " + streamNumber + " cannot be used: " + inaccessible.getMessage());
            }
        }
    }

    /**
     * Runs the command in this process.
     *
     * @param args the arguments
     * @param out receives results; flushed at the end
     * @param err receives notes and problems, one line each; flushed at the end
     * @param modules further Guice modules of an application, such as a module that binds oracles; arguments can then name these oracles
     * @return 0 if all went well, 1 if a check failed or a rerun differs, 2 for usage, 3 for bad data, 4 for a solver
     *     or no usable fit, 5 for the environment, 70 for a bug in Dither or a plugin, 130 for a run that was stopped
     */
    public static int run(List<String> args, PrintWriter out, PrintWriter err, Module... modules) {
        return run(args, out, err, () -> {}, modules);
    }

    /** Runs the command; {@code beforeLongRun} is called when a command starts a run that can stop at safe points. */
    static int run(List<String> args, PrintWriter out, PrintWriter err, Runnable beforeLongRun, Module... modules) {
        // before picocli parses the arguments: the folder of plugins decides which experiments 'run' has as subcommands
        CommonOptions options = CommonOptions.of(args);
        Failures failures = new Failures(err, options.hasStackTrace());
        HelpRequest help = HelpRequest.of(args);
        int code;
        try {
            PluginCatalogue plugins =
                    options.plugins().map(PluginCatalogue::discover).orElseGet(PluginCatalogue::discover);
            Wiring wiring = new Wiring(
                    plugins,
                    List.of(modules),
                    help.detail(),
                    beforeLongRun,
                    (arguments, output) -> run(arguments, output, err, beforeLongRun, modules));
            CommandLine dither = commandLine(args, plugins, err)
                    .setOut(out)
                    .setErr(err)
                    .setExecutionStrategy(wiring)
                    .setParameterExceptionHandler(failures)
                    .setExecutionExceptionHandler(failures);
            // adds the options of a study file to the arguments of 'learn', which is not loaded if the command of the
            // first argument suffices (see addRequestedCommand) and is another one
            CommandLine learn = dither.getSubcommands().get(LEARN);
            List<String> arguments =
                    learn == null ? help.arguments() : StudyArguments.expanded(help.arguments(), LEARN, learn);
            code = dither.execute(arguments.toArray(String[]::new));
        } catch (RuntimeException | Error failure) {
            code = failures.report(failure);
        }
        // a PrintWriter does not throw: checkError says whether output was lost
        if (out.checkError() && code == 0) {
            code = failures.reportLostOutput();
        }
        err.flush();
        return code;
    }

    /** Returns the command with its subcommands. A subcommand that {@code args} names also has the subcommands that plugins add to it. */
    static CommandLine commandLine(List<String> args, PluginCatalogue plugins, PrintWriter err) {
        CommandLine dither = new CommandLine(new Dither());
        if (!addRequestedCommand(args, dither)) {
            PluginListing.commands().forEach(dither::addSubcommand);
            ServiceLoader.load(Subcommand.class, Dither.class.getClassLoader()).forEach(dither::addSubcommand);
            dither.addSubcommand(new HelpCommand());
            dither.addSubcommand(new CompletionCommand());
        }
        // picocli must know the commands of plugins before it parses; the plugins of a command, such as 'run', are
        // loaded only if an argument names this command, or is 'completion', which lists all commands
        dither.getSubcommands().forEach((name, command) -> {
            if (args.contains(name) || args.contains("completion")) {
                Subcommand subcommand = command.getCommand();
                subcommand.addCommands(command, plugins).forEach(problem -> err.println(PluginText.notLoaded(problem)));
            }
        });
        return dither.registerConverter(Path.class, Dither::path)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /**
     * Adds the command that the first argument names, if the service loader finds it: it does not find 'help',
     * 'completion' and the lists of plugins. Returns whether this is enough: then the other commands are not loaded.
     * It is also enough if the only argument asks for the version, which needs no command.
     */
    private static boolean addRequestedCommand(List<String> args, CommandLine dither) {
        String first = args.isEmpty() ? "" : args.get(0);
        if (args.size() == 1 && VERSION.contains(first)) {
            return true;
        }
        ServiceLoader.load(Subcommand.class, Dither.class.getClassLoader()).stream()
                .filter(provider -> {
                    Command command = provider.type().getAnnotation(Command.class);
                    return command != null && command.name().equals(first);
                })
                .findFirst()
                .ifPresent(provider -> dither.addSubcommand(provider.get()));
        return !dither.getSubcommands().isEmpty();
    }

    private static Path path(String text) {
        try {
            return Arguments.path(text);
        } catch (InvalidArgumentException wrong) {
            // drops the full stop of the message: Failures continues the sentence
            throw new TypeConversionException(String.valueOf(wrong.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put(
                "Learn from decisions",
                List.of(
                        "look",
                        "learn",
                        "choice",
                        "simulate",
                        "intervals",
                        "predict",
                        "evaluate",
                        "compare",
                        "explain",
                        "serve",
                        "map",
                        "custom-model"));
        groups.put("Solvers, noise and losses", List.of("check", "check-gradients", "perturb"));
        groups.put(
                "Lists and help",
                List.of("oracles", "noises", "layers", "losses", "cost-models", "help", "completion"));
        groups.put("Experiments", List.of("run", "rerun", "report", "bench"));
        return groups;
    }

    /**
     * Returns the names of a command's subcommands, by the titles of their groups. Subcommands of no group come last. Only 'dither' has
     * groups of its own; all subcommands of 'run' are in one group, the experiments.
     */
    static Map<String, List<String>> commandGroups(CommandLine command) {
        List<String> ungrouped = new ArrayList<>(command.getSubcommands().keySet());
        Map<String, List<String>> groups = new LinkedHashMap<>();
        if (command.getCommand() instanceof Dither) {
            GROUPS.forEach((title, names) -> {
                List<String> present =
                        names.stream().filter(ungrouped::contains).toList();
                if (!present.isEmpty()) {
                    groups.put(title, present);
                    ungrouped.removeAll(present);
                }
            });
        }
        if (!ungrouped.isEmpty()) {
            groups.put(groups.isEmpty() ? "Experiments" : "Other commands", ungrouped);
        }
        return groups;
    }

    /** {@return the options of every command} */
    CommonOptions options() {
        return options;
    }

    @Override
    public List<OptionGroup> optionGroups() {
        return List.of(new OptionGroup(
                "options", "Options", List.of("--version", "--help"), List.of("--json", "--plugins", "--stacktrace")));
    }

    @Override
    public int run(Context context) {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
