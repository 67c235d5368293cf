package io.dither.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Module;
import io.dither.experiments.command.BenchCommand;
import io.dither.experiments.command.CheckCommand;
import io.dither.experiments.command.CheckGradientsCommand;
import io.dither.experiments.command.FitCommand;
import io.dither.experiments.command.LayersCommand;
import io.dither.experiments.command.LossCommand;
import io.dither.experiments.command.LossesCommand;
import io.dither.experiments.command.NoisesCommand;
import io.dither.experiments.command.OraclesCommand;
import io.dither.experiments.command.PerturbCommand;
import io.dither.experiments.command.PluginText;
import io.dither.experiments.command.Plugins;
import io.dither.experiments.command.ReportCommand;
import io.dither.experiments.command.RerunCommand;
import io.dither.experiments.command.RunCommand;
import io.dither.experiments.histories.EvaluateCommand;
import io.dither.experiments.histories.LearnCommand;
import io.dither.experiments.histories.PredictCommand;
import io.dither.experiments.run.StopRequest;
import io.dither.plugin.PluginCatalogue;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code dither}: see {@code dither --help}. */
@Command(
        name = "dither",
        description = "Makes combinatorial solvers differentiable by perturbing them.",
        versionProvider = DitherVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "For example: dither perturb --oracle ranking:n=3 --theta 0.1,0.7,-2",
            "Exit codes: 0 done, 1 a check failed, 2 usage, 3 bad data, 4 a solver, 5 the environment, 70 a bug in dither,"
                    + " 130 stopped by Ctrl-C."
        },
        exitCodeListHeading = "")
public final class Dither implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Dither() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        // Guice calls what it wires by reflection: classes made for that take longer than the few calls
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        useErrorStreamOfTheLauncher();
        PrintWriter out = takeStandardOutput();
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        StopRequest.endOnInterrupt(err);
        System.exit(run(List.of(args), out, err, () -> StopRequest.onInterrupt(err)));
    }

    /** Leaves standard output to results: what plugins and libraries print goes to standard error. */
    static PrintWriter takeStandardOutput() {
        PrintWriter out = new PrintWriter(System.out, false, UTF_8);
        System.setOut(System.err);
        return out;
    }

    /** Writes errors where the launcher says, for it keeps the warnings of Java itself apart. */
    private static void useErrorStreamOfTheLauncher() {
        String path = System.getProperty("dither.stderr");
        if (path != null) {
            try {
                System.setErr(new PrintStream(new FileOutputStream(path, true), true, UTF_8));
            } catch (FileNotFoundException stays) {
                System.err.println("dither: " + path + " cannot be opened: " + stays.getMessage());
            }
        }
    }

    /**
     * Runs the command in this process.
     *
     * @param args the arguments
     * @param out where results go; flushed
     * @param err where problems go, a line each; flushed
     * @param modules what an application binds besides, such as providers of its own oracles, to be named in texts
     * @return 0 where all went well, 1 where a check failed, 2 for usage, 3 for bad data, 4 for a solver, 5 for the
     *     environment, 70 for a bug in Dither, 130 for a run that was stopped
     */
    public static int run(List<String> args, PrintWriter out, PrintWriter err, Module... modules) {
        return run(args, out, err, () -> {}, modules);
    }

    /** Runs the command; what is to be done before a long run is done once it is known that the command is one. */
    static int run(List<String> args, PrintWriter out, PrintWriter err, Runnable beforeLongRun, Module... modules) {
        Failures failures = new Failures(err, args.contains("--stacktrace"));
        int code;
        try {
            code = commandLine(args, out, err, failures, beforeLongRun, modules).execute(args.toArray(String[]::new));
        } catch (RuntimeException | Error failure) {
            code = failures.report(failure);
        }
        // a writer that prints keeps its failures to itself
        if (out.checkError() && code == 0) {
            code = failures.reportLostOutput();
        }
        err.flush();
        return code;
    }

    static CommandLine commandLine(
            List<String> args,
            PrintWriter out,
            PrintWriter err,
            Failures failures,
            Runnable beforeLongRun,
            Module... modules) {
        PluginCatalogue plugins =
                Plugins.folderIn(args).map(PluginCatalogue::discover).orElseGet(PluginCatalogue::discover);
        CommandLine dither = new CommandLine(new Dither())
                .addSubcommand(new OraclesCommand())
                .addSubcommand(new NoisesCommand())
                .addSubcommand(new LayersCommand())
                .addSubcommand(new LossesCommand())
                .addSubcommand(new LossCommand())
                .addSubcommand(new PerturbCommand())
                .addSubcommand(new CheckCommand())
                .addSubcommand(new CheckGradientsCommand())
                .addSubcommand(new FitCommand())
                .addSubcommand(new LearnCommand())
                .addSubcommand(new PredictCommand())
                .addSubcommand(new EvaluateCommand())
                .addSubcommand(new BenchCommand())
                .addSubcommand(experiments(args, plugins, err))
                .addSubcommand(
                        new RerunCommand((arguments, printed) -> run(arguments, printed, err, beforeLongRun, modules)))
                .addSubcommand(new ReportCommand())
                .addSubcommand(new HelpCommand());
        dither.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version and exit.")
                        .build());
        addCommonOptions(dither);
        return dither.setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionStrategy(new Wiring(plugins, List.of(modules), beforeLongRun))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static CommandLine experiments(List<String> args, PluginCatalogue plugins, PrintWriter err) {
        CommandLine run = new CommandLine(new RunCommand());
        // picocli wants to know them before it parses; where the word is no command they are found in vain
        if (args.contains("run")) {
            ExperimentDiscovery found = new ExperimentDiscovery(plugins);
            found.experiments().forEach(run::addSubcommand);
            found.problems().forEach(problem -> err.println(PluginText.notLoaded(problem)));
        }
        return run;
    }

    private static void addCommonOptions(CommandLine command) {
        add(command, OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help and exit."));
        add(
                command,
                OptionSpec.builder("--stacktrace").type(boolean.class).description("Show where a failure came from."));
        command.getSubcommands().values().forEach(Dither::addCommonOptions);
    }

    private static void add(CommandLine command, OptionSpec.Builder option) {
        if (command.getCommandSpec().findOption(option.names()[option.names().length - 1]) == null) {
            command.getCommandSpec().addOption(option.build());
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
