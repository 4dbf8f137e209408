// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.docs.ExtensionSnippets.NettyFutureAdapter;
import ai.opper.tracing.test.ResultAdapterContract;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;

class NettyFutureAdapterTest extends ResultAdapterContract<Future<String>> {

    @Override
    protected ResultAdapter adapter() {
        return new NettyFutureAdapter();
    }

    @Override
    protected Class<?> type() {
        return Future.class;
    }

    @Override
    protected Work<Future<String>> work() {
        Promise<String> promise = ImmediateEventExecutor.INSTANCE.newPromise();
        return new Work<>() {

            @Override
            public Future<String> result() {
                return promise;
            }

            @Override
            public void complete(String value) {
                promise.trySuccess(value);
            }

            @Override
            public void fail(Exception error) {
                promise.tryFailure(error);
            }

            @Override
            public Object outcome(Future<String> returned) throws Exception {
                return returned.get();
            }

            @Override
            public boolean cancel(Future<String> returned) {
                return returned.cancel(true);
            }

        };
    }

}
