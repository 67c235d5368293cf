package io.dither.ortools.cpsat;

import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.CpSatHelper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.ortools.internal.Natives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads constraint models that OR-Tools exported: as text if the file name ends in {@code txt} or {@code textproto},
 * otherwise in binary form. OR-Tools writes them by the same rule.
 */
final class CpSatFile {
    private CpSatFile() {}

    static CpModelProto read(Path file) {
        CpModelProto model = parse(file);
        Natives.load();
        String problem = CpSatHelper.validateModel(model);
        if (!problem.isEmpty()) {
            throw new DataException(
                    file.toString(), 0, "the model is invalid: " + firstLine(problem) + ". Maybe the file is damaged.");
        }
        if (model.getVariablesCount() == 0) {
            throw new DataException(file.toString(), 0, "the model has no variables. Maybe the file was cut short.");
        }
        return model;
    }

    private static CpModelProto parse(Path file) {
        String name = file.toString();
        boolean isText = name.endsWith("txt") || name.endsWith("textproto");
        try {
            return isText
                    ? TextFormat.parse(
                            Files.readString(RegularFile.require(file), StandardCharsets.UTF_8), CpModelProto.class)
                    : CpModelProto.parseFrom(Files.readAllBytes(RegularFile.require(file)));
        } catch (TextFormat.ParseException malformed) {
            throw new DataException(
                    name,
                    malformed.getLine(),
                    firstLine(String.valueOf(malformed.getMessage()))
                            + " Maybe the file was cut short, or is not a model as text.",
                    malformed);
        } catch (InvalidProtocolBufferException malformed) {
            throw new DataException(
                    name,
                    0,
                    "this is not a model of CP-SAT in binary form. Maybe it is text: then name it .pbtxt.",
                    malformed);
        } catch (IOException unreadable) {
            throw DataException.unreadable(file, unreadable);
        }
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
