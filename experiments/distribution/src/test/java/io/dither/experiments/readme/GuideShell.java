package io.dither.experiments.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.experiments.Dither;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the lines of a guide in a folder: {@code cd} itself, {@code dither} in this process, all else by the shell
 * of the machine. Output is as from within the folder.
 */
final class GuideShell implements AutoCloseable {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
    private static final Pattern TABLE = Pattern.compile("(?<![\\w./-])[\\w-]+\\.csv");
    private static final Pattern FILE = Pattern.compile("\\bfile=([^,)]+)");
    private static final Set<String> PLACES = Set.of(
            "--continue",
            "--coordinates",
            "--data",
            "--feasible",
            "--out",
            "--picture",
            "--plugins",
            "--positions",
            "--skip-bad",
            "--write-example");
    private static final String SERVER = "127.0.0.1:8080";

    private final Path root;
    private final List<Thread> servers = new ArrayList<>();
    private Path folder;
    private String server = SERVER;

    /** Starts in the folder; guides call the root of the project {@code $DITHER}. */
    GuideShell(Path folder, Path root) {
        this.folder = folder;
        this.root = root.toAbsolutePath().normalize();
    }

    /** Runs a block; returns what its commands printed on both streams. */
    String run(String block) throws IOException, InterruptedException, ExecutionException {
        StringBuilder printed = new StringBuilder();
        for (String command : commands(block)) {
            printed.append(runOne(command).replace(folder + "/", ""));
        }
        return printed.toString();
    }

    /** One for each line; lines that end in a backslash go on, and so does a text until its END. */
    static List<String> commands(String block) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        boolean text = false;
        for (String line : block.lines().toList()) {
            text = text ? !line.equals("END") : line.contains("<<'END'");
            command.append(line);
            if (text || line.equals("END")) {
                command.append('\n');
            }
            if (!text && line.endsWith("\\")) {
                command.setLength(command.length() - 1);
            } else if (!text) {
                commands.add(command.toString());
                command.setLength(0);
            }
        }
        commands.removeIf(one -> one.isBlank() || one.startsWith("#"));
        return commands;
    }

    /** Returns where a file of the guide lies now. */
    Path place(String file) {
        return folder.resolve(file);
    }

    private String runOne(String command) throws IOException, InterruptedException, ExecutionException {
        List<String> words = WORD.matcher(command)
                .results()
                .map(found -> found.group().replaceAll("['\"]", ""))
                .toList();
        switch (words.get(0)) {
            case "cd" -> {
                folder = folder.resolve(words.get(1)).normalize();
                return "";
            }
            case "dither" -> {
                return words.get(words.size() - 1).equals("&") ? serve(words) : dither(words);
            }
            default -> {
                return shell(command);
            }
        }
    }

    private String dither(List<String> all) throws IOException {
        int end = all.contains(">") ? all.indexOf(">") : all.size();
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed);
        int code = Dither.run(arguments(all.subList(0, end)), writer, writer);
        if (end < all.size() && code == 0) {
            Files.writeString(folder.resolve(all.get(end + 1)), printed.toString());
            return "";
        }
        return printed + (code == 0 || printed.toString().contains("dither: ") ? "" : "exit code " + code);
    }

    private String serve(List<String> words) throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<String> address = new CompletableFuture<>();
        StringWriter printed = new StringWriter() {
            @Override
            public void flush() {
                address.complete(toString());
            }
        };
        List<String> arguments = new ArrayList<>(arguments(words.subList(0, words.size() - 1)));
        arguments.addAll(List.of("--port", "0"));
        PrintWriter writer = new PrintWriter(printed);
        Thread thread = new Thread(() -> {
            Dither.run(arguments, writer, writer);
            address.complete(printed.toString());
        });
        thread.start();
        servers.add(thread);
        Matcher port = Pattern.compile("127\\.0\\.0\\.1:\\d+").matcher(address.get());
        server = port.find() ? port.group() : SERVER;
        return asShown(address.get());
    }

    private String asShown(String printed) {
        return printed.replace(server, SERVER);
    }

    private List<String> arguments(List<String> words) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i).replace("$DITHER", root.toString());
            if (word.endsWith(".toml")) {
                nameFilesInFull(place(word));
            }
            arguments.add(
                    PLACES.contains(words.get(i - 1)) || isPlace(word)
                            ? place(word).toString()
                            : FILE.matcher(word)
                                    .replaceAll(found -> "file="
                                            + Matcher.quoteReplacement(
                                                    place(found.group(1)).toString())));
        }
        return arguments;
    }

    /** Writes the names of files in a study in full, since this process runs in another folder. */
    private void nameFilesInFull(Path study) throws IOException {
        String text = Files.readString(study);
        String full = TABLE.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(place(name.group()).toString()));
        if (!full.equals(text)) {
            Files.writeString(study, full);
        }
    }

    /** Whether a word names a file or a folder of the guide. */
    private boolean isPlace(String word) {
        return word.matches("[\\w./-]+") && !word.startsWith("-") && Files.exists(place(word));
    }

    private String shell(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command.replace(SERVER, server))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("DITHER", root.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        return asShown(printed) + (code == 0 ? "" : "exit code " + code);
    }

    /** Stops the servers, and waits until they have. */
    @Override
    public void close() {
        for (Thread thread : servers) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
