"""How an upload is received: a large one lies in a file without a name (see inti.sementara)."""

from tempfile import TemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TanpaNamaHandler(FileUploadHandler):
    """Receives an upload that is too large for memory (Django's own handler gives it a name)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.berkas = TemporaryFile()  # noqa: SIM115 -- handed to the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.berkas.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.berkas.seek(0)
        return UploadedFile(
            self.berkas,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
