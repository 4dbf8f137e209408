// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.opper.tracing.local.store.Writer.Pending;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a group of changes as one transaction that outlives the process, and tells who
 * waits for them. When the database refuses the group, each change is tried alone.
 */
final class GroupCommit {

    private static final Log logger = LogFactory.getLog(GroupCommit.class);

    private static final long SYNC_NANOS = 2_000_000_000L;

    private final TransactionTemplate transaction;

    private final Sql sql;

    private final SpanInserts inserts;

    private final TraceSummaries summaries;

    private final StoreListener listener;

    private long synced = System.nanoTime();

    private boolean unsynced;

    GroupCommit(TransactionTemplate transaction, Sql sql, SpanInserts inserts, TraceSummaries summaries,
            StoreListener listener) {
        this.transaction = transaction;
        this.sql = sql;
        this.inserts = inserts;
        this.summaries = summaries;
        this.listener = listener;
    }

    void commit(List<Pending<?>> changes) {
        try {
            together(changes);
        }
        catch (DataAccessException | TransactionException ex) {
            this.summaries.forgetAll();
            if (changes.size() == 1) {
                changes.get(0).future().completeExceptionally(ex);
            }
            else {
                changes.forEach((change) -> commit(List.of(change)));
            }
        }
        catch (RuntimeException | Error ex) {
            this.summaries.forgetAll();
            changes.forEach((change) -> change.future().completeExceptionally(ex));
        }
    }

    /** Called about once a second when there is nothing to write. */
    void idle() {
        try {
            if (this.unsynced) {
                sync();
            }
        }
        catch (DataAccessException ex) {
            logger.debug("The database was not synced; the next change or second will.", ex);
        }
    }

    private void together(List<Pending<?>> changes) {
        Group group = new Group(this.inserts);
        Map<Pending<?>, Outcome<?>> outcomes = new HashMap<>();
        this.transaction.executeWithoutResult((status) -> apply(changes, group, status, outcomes));
        outlive();
        group.tell(this.listener);
        changes.forEach((change) -> complete(change, Objects.requireNonNull(outcomes.get(change))));
    }

    // Spans first, all at once: what else is in the group may be about them. Who needs an
    // order of two changes waits for the first.
    private void apply(List<Pending<?>> changes, Group group, TransactionStatus status,
            Map<Pending<?>, Outcome<?>> outcomes) {
        List<Pending<?>> creates = changes.stream().filter((change) -> change.change() instanceof SpanCreate).toList();
        List<Outcome<Span>> inserted = group
            .insert(creates.stream().map((create) -> (SpanCreate) create.change()).toList());
        for (int i = 0; i < creates.size(); i++) {
            outcomes.put(creates.get(i), inserted.get(i));
        }
        this.summaries.follow(group);
        for (Pending<?> change : changes) {
            if (!(change.change() instanceof SpanCreate)) {
                outcomes.put(change, alone(change, group, status));
            }
        }
        this.summaries.follow(group);
    }

    private static Outcome<?> alone(Pending<?> change, Group group, TransactionStatus status) {
        Object savepoint = status.createSavepoint();
        Outcome<?> outcome = change.apply(group);
        if (outcome.failure() != null) {
            status.rollbackToSavepoint(savepoint);
        }
        status.releaseSavepoint(savepoint);
        return outcome;
    }

    // H2 confirms a commit before its file has it. What the file has survives a killed
    // process; what is synced survives a power cut.
    private void outlive() {
        if (this.sql.dialect() != Dialect.H2) {
            return;
        }
        this.unsynced = true;
        if (System.nanoTime() - this.synced > SYNC_NANOS) {
            sync();
        }
        else {
            this.sql.execute("checkpoint");
        }
    }

    private void sync() {
        this.sql.execute("checkpoint sync");
        this.unsynced = false;
        this.synced = System.nanoTime();
    }

    @SuppressWarnings("unchecked")
    private static <T> void complete(Pending<T> change, Outcome<?> outcome) {
        @Nullable RuntimeException failure = outcome.failure();
        if (failure != null) {
            change.future().completeExceptionally(failure);
        }
        else {
            change.future().complete((T) outcome.value());
        }
    }

}
