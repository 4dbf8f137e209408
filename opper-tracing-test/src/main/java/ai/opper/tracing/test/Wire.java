// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Puts the ending of an exchange on the connection, well-behaved or not. What is not HTTP
 * goes past the HTTP encoder. Called by the server's event loop.
 */
final class Wire {

    private static final byte[] NOISE = { 0x00, 0x16, 0x03, (byte) 0xFF, (byte) 0xFE, 'n', 'o', 'i', 's', 'e', '\r',
            '\n', '\r', '\n' };

    private Wire() {
    }

    static Mono<Void> end(Exchange exchange, HttpServerResponse response) {
        Mono<Void> ending = Mono.defer(() -> now(exchange, response));
        return exchange.delay().isZero() ? ending : ending.delaySubscription(exchange.delay());
    }

    private static Mono<Void> now(Exchange exchange, HttpServerResponse response) {
        if (exchange.ending().hasStatus()) {
            exchange.answering().run();
        }
        switch (exchange.ending()) {
            case ANSWERED -> {
                return answer(exchange.answer(), response);
            }
            case DRIPPING -> {
                return drip(exchange, response);
            }
            case RESET -> response.withConnection((connection) -> reset(connection.channel()));
            case HALF ->
                response.withConnection((connection) -> sendRaw(connection.channel(), half(exchange.answer())));
            case NOISE -> response.withConnection((connection) -> sendRaw(connection.channel(), NOISE));
            case SILENCE -> {
                // the client waits, and the connection stays as it is
            }
        }
        return Mono.never();
    }

    private static Mono<Void> answer(Answer answer, HttpServerResponse response) {
        byte[] body = head(answer, response);
        return (body.length == 0) ? response.send() : response.sendByteArray(Mono.just(body)).then();
    }

    private static Mono<Void> drip(Exchange exchange, HttpServerResponse response) {
        byte[] body = head(exchange.answer(), response);
        Flux<ByteBuf> bytes = Flux.range(0, body.length)
            .delayElements(exchange.delay())
            .map((index) -> Unpooled.wrappedBuffer(body, index, 1));
        return response.send(bytes, (each) -> true).then();
    }

    private static byte[] head(Answer answer, HttpServerResponse response) {
        response.status(answer.status());
        answer.headers().forEach(response::header);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            response.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        }
        return body;
    }

    // A linger of zero makes the close a reset instead of an orderly end.
    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var unused = channel.close();
    }

    private static void sendRaw(Channel channel, byte[] bytes) {
        ChannelHandlerContext codec = channel.pipeline().context(NettyPipeline.HttpCodec);
        codec.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(ChannelFutureListener.CLOSE);
    }

    private static byte[] half(Answer answer) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(HttpResponseStatus.valueOf(answer.status()))
            .append("\r\n");
        answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length + 1).append("\r\n\r\n");
        byte[] headBytes = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[headBytes.length + body.length / 2];
        System.arraycopy(headBytes, 0, all, 0, headBytes.length);
        System.arraycopy(body, 0, all, headBytes.length, body.length / 2);
        return all;
    }

}
