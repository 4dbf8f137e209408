-- The words of a trace, in as many rows as pieces of it came; each begins with a space.
create table local_trace_words (
  trace_no bigint not null,
  words varchar not null
);
create index local_trace_words_by_trace on local_trace_words (trace_no);
