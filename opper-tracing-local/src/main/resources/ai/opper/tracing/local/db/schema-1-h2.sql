create table local_trace_words (
  trace_no bigint not null,
  words varchar not null,
  constraint local_trace_words_pk primary key (trace_no)
);
