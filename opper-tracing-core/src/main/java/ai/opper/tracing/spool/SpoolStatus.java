// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

/**
 * How a {@link Spool} is doing.
 *
 * @param writable whether what is stored now outlives the process
 * @param bytes how many bytes the files take
 * @param waiting how many entries are in files and held by nobody
 * @param folders how many folders it owns: its own and those of dead processes
 */
public record SpoolStatus(boolean writable, long bytes, long waiting, int folders) {

}
