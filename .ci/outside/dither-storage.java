import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;

class Main {
    public static void main(String[] args) throws Exception {
        Path file = Files.createTempFile("dither", ".txt");
        AtomicFile.write(file, "whole");
        System.out.println(Checksums.sha256(file));
        Files.delete(file);
    }
}
